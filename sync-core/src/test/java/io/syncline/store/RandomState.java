package io.syncline.store;

import io.syncline.model.Life;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.model.Version;
import io.syncline.reconcile.HeldConflict;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Likeness;
import io.syncline.reconcile.Precondition;
import io.syncline.reconcile.Quarantined;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.WriteKind;
import io.syncline.spi.Cursor;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes any state that the types allow, sensible or not, from a seed. */
final class RandomState {

  private static final List<String> SYSTEMS = List.of("crm", "erp", "hub", "shop");
  private static final List<String> FIELDS =
      List.of("name", "email", "phone", "balance", "status", "notes", "tags", "since");

  private final Random random;

  RandomState(long seed) {
    this.random = new Random(seed);
  }

  StoredRecord record(RecordId id) {
    Registers head = registers(true, true);
    TreeMap<SystemId, Link> links = new TreeMap<>();
    systems().forEach(system -> links.put(system, new Link(key(), row())));
    return new StoredRecord(
        id,
        new RecordState(head, clock(), holdings(head), map(() -> random.nextInt(5))),
        links,
        some(random::nextLong),
        new HashSet<>(some(() -> new Flagged(of(List.of(Flag.values())), system()))));
  }

  private List<Holding> holdings(Registers head) {
    List<Holding> holdings = new ArrayList<>();
    systems().forEach(system -> holdings.add(holding(system, head)));
    return holdings;
  }

  private Holding holding(SystemId system, Registers head) {
    return switch (random.nextInt(3)) {
      case 0 -> Holding.unlinked(system);
      case 1 -> settled(system, head);
      default ->
          new Holding(
              system,
              like(head),
              maybe(this::version),
              number(),
              random.nextBoolean(),
              number(),
              maybe(this::inFlight),
              registers(false, random.nextBoolean()),
              map(this::held),
              map(() -> new Quarantined(dot(), text())),
              Set.copyOf(names()));
    };
  }

  private Holding settled(SystemId system, Registers head) {
    return new Holding(
        system,
        head,
        maybe(this::version),
        number(),
        false,
        number(),
        Optional.empty(),
        Registers.empty(),
        Map.of(),
        Map.of(),
        Set.of());
  }

  /** Some of the head's registers, some changed, some others, in any order. */
  private Registers like(Registers head) {
    Map<String, Register> registers = new HashMap<>();
    registers(false, true).forEach(registers::put);
    head.forEach(
        (name, register) -> {
          switch (random.nextInt(5)) {
            case 0 -> registers.put(name, new Register(value(2), register.dot(), register.stamp()));
            case 1 -> registers.put(name, new Register(register.value(), null, register.stamp()));
            case 2 -> registers.remove(Registers.LIFE.equals(name) ? "" : name);
            default -> registers.put(name, register);
          }
        });
    return shuffled(registers);
  }

  private Registers registers(boolean withDots, boolean withLife) {
    Map<String, Register> registers = new HashMap<>();
    names().forEach(name -> registers.put(name, register(withDots, value(2))));
    if (withLife) {
      registers.put(
          Registers.LIFE, register(withDots, random.nextBoolean() ? Life.ALIVE : Life.DELETED));
    }
    return shuffled(registers);
  }

  private Registers shuffled(Map<String, Register> registers) {
    List<String> names = new ArrayList<>(registers.keySet());
    Collections.shuffle(names, random);
    return Registers.of(names, names.stream().map(registers::get).toArray(Register[]::new));
  }

  private Register register(boolean withDot, Value value) {
    Dot dot = withDot || random.nextBoolean() ? dot() : null;
    return new Register(value, dot, stamp());
  }

  private InFlight inFlight() {
    Precondition precondition =
        switch (random.nextInt(3)) {
          case 0 -> new Precondition.Absent();
          case 1 -> new Precondition.Token(version());
          default -> new Precondition.Values(row());
        };
    return new InFlight(
        of(List.of(WriteKind.values())),
        registers(random.nextBoolean(), true),
        precondition,
        1 + random.nextInt(300),
        random.nextBoolean(),
        maybe(() -> Instant.ofEpochMilli(random.nextLong(1L << 41))));
  }

  private HeldConflict held() {
    return new HeldConflict(maybe(() -> value(2)), value(2), dot(), stamp(), dot());
  }

  FlowProgress progress() {
    return new FlowProgress(
        maybe(this::cursor), maybe(this::cursor), maybe(this::cursor), random.nextBoolean());
  }

  private Cursor cursor() {
    return new Cursor(text(), random.nextInt(), text(), bytes(300), text());
  }

  ParkedRow parked() {
    return new ParkedRow(
        key(),
        of(List.of(ParkedRow.Reason.values())),
        text(),
        some(() -> new Likeness(new RecordId(1 + random.nextInt(1000)), random.nextDouble())),
        some(this::key),
        row(),
        instant(),
        instant());
  }

  JournalEntry entry(RecordId record) {
    return new JournalEntry(
        record,
        Instant.ofEpochMilli(random.nextLong() >> 20),
        of(List.of("conflict", "held")),
        system(),
        of(FIELDS),
        maybe(() -> value(2)),
        maybe(() -> value(2)),
        maybe(this::dot),
        maybe(() -> value(2)),
        maybe(this::dot),
        text(),
        text());
  }

  NativeKey key() {
    List<String> parts = some(this::text);
    return new NativeKey(parts.isEmpty() ? List.of(text()) : parts);
  }

  private Row row() {
    Map<String, Value> fields = new LinkedHashMap<>();
    names().forEach(name -> fields.put(random.nextBoolean() ? name : "native " + name, value(2)));
    return Row.of(fields);
  }

  Value value(int depth) {
    ValueKind kind = of(List.of(ValueKind.values()));
    if (depth == 0 && kind.compareTo(ValueKind.LIST) >= 0) {
      return Value.NULL;
    }
    return switch (kind) {
      case NULL -> Value.NULL;
      case BOOLEAN -> Value.of(random.nextBoolean());
      case INTEGER -> Value.of(number());
      case DECIMAL -> Value.of(decimal());
      case DOUBLE -> Value.of(Double.longBitsToDouble(random.nextLong()));
      case TEXT -> Value.of(text());
      case BINARY -> Value.of(bytes(40));
      case DATE -> Value.of(LocalDate.ofEpochDay(random.nextInt()));
      case TIME -> Value.of(time());
      case DATE_TIME -> Value.of(LocalDateTime.of(LocalDate.ofEpochDay(random.nextInt()), time()));
      case INSTANT -> Value.of(instant());
      case UUID -> Value.of(new UUID(random.nextLong(), random.nextLong()));
      case LIST -> new Value.Sequence(some(() -> value(depth - 1)));
      case SET -> Value.set(some(() -> value(depth - 1)));
      case STRUCT -> {
        Map<String, Value> members = new LinkedHashMap<>();
        some(this::text).forEach(name -> members.put(name, value(depth - 1)));
        yield new Value.Struct(members);
      }
      case LIFE -> random.nextBoolean() ? Life.ALIVE : Life.DELETED;
    };
  }

  private BigDecimal decimal() {
    return switch (random.nextInt(3)) {
      case 0 -> BigDecimal.valueOf(random.nextInt(), random.nextInt(12));
      case 1 -> new BigDecimal(new BigInteger(200, random), random.nextInt(80) - 40);
      default -> BigDecimal.valueOf(number());
    };
  }

  private LocalTime time() {
    long[] units = {1, 1_000, 1_000_000, 1_000_000_000};
    long unit = units[random.nextInt(4)];
    return LocalTime.ofNanoOfDay(
        (random.nextLong() & Long.MAX_VALUE) % 86_400_000_000_000L / unit * unit);
  }

  private Instant instant() {
    return switch (random.nextInt(4)) {
      case 0 -> Instant.MIN;
      case 1 -> Instant.MAX;
      case 2 -> Instant.ofEpochMilli(random.nextInt());
      default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    };
  }

  private long number() {
    return switch (random.nextInt(4)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      case 2 -> random.nextInt(20);
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  /** Any chars at all, lone surrogates too. */
  String text() {
    int length = random.nextInt(random.nextInt(10) == 0 ? 300 : 20);
    int bound = new int[] {3, 0x80, 0x800, 0x10000}[random.nextInt(4)];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(bound));
    }
    return random.nextInt(5) == 0 ? text.append("😀").toString() : text.toString();
  }

  private byte[] bytes(int bound) {
    byte[] bytes = new byte[random.nextInt(bound)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Version version() {
    return random.nextBoolean() ? Version.ordered(number()) : Version.opaque(text());
  }

  private VersionVector clock() {
    TreeMap<SystemId, Long> counters = new TreeMap<>();
    systems().forEach(system -> counters.put(system, 1 + (random.nextLong() >>> 2)));
    return new VersionVector(counters);
  }

  private Dot dot() {
    return new Dot(system(), 1 + random.nextInt(3));
  }

  private Stamp stamp() {
    long time = random.nextBoolean() ? 0 : number();
    return new Stamp(time, random.nextBoolean() ? 0 : number(), system());
  }

  private SystemId system() {
    return new SystemId(of(SYSTEMS));
  }

  private Set<SystemId> systems() {
    return new HashSet<>(some(this::system));
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>(FIELDS);
    names.removeIf(name -> random.nextInt(3) == 0);
    return names;
  }

  private <T> Map<String, T> map(Supplier<T> values) {
    Map<String, T> map = new HashMap<>();
    if (random.nextBoolean()) {
      names().forEach(name -> map.put(name, values.get()));
    }
    return map;
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> some(Supplier<T> value) {
    List<T> list = new ArrayList<>();
    for (int rest = random.nextInt(5); rest > 0; rest--) {
      list.add(value.get());
    }
    return list;
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
