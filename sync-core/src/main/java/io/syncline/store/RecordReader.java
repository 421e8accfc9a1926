package io.syncline.store;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.packed.ByteSource;
import io.syncline.packed.ValueImage;
import io.syncline.reconcile.HeldConflict;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Precondition;
import io.syncline.reconcile.Quarantined;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.WriteKind;
import io.syncline.version.VersionVector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads what {@link RecordWriter} wrote. */
final class RecordReader {

  static final int HEADS_VALUE = 1;
  static final int HEADS_ORIGIN = 2;

  static final int UNKNOWN_FATE = 1;
  static final int SINCE = 2;

  static final int IF_ABSENT = 0;
  static final int IF_TOKEN = 1;
  static final int IF_VALUES = 2;

  private final ByteSource source;
  private final Symbols symbols;
  private final Origin.Pool origins;
  private final Registers head;

  private RecordReader(ByteSource source, Symbols symbols, Origin.Pool origins, Registers head) {
    this.source = source;
    this.symbols = symbols;
    this.origins = origins;
    this.head = head;
  }

  /** Reads the head, which the rest refers to. */
  static RecordReader of(ByteSource source, Symbols symbols, HeadLayouts layouts) {
    Origin.Pool origins = new Origin.Pool(symbols);
    return new RecordReader(source, symbols, origins, head(source, symbols, layouts, origins));
  }

  private static Registers head(
      ByteSource source, Symbols symbols, HeadLayouts layouts, Origin.Pool origins) {
    HeadLayouts.Numbers numbers = new HeadLayouts.Numbers(source.getInt(), source.getInt());
    List<String> names = symbols.names(numbers.names());
    Value[] values = layouts.of(numbers).read(source);
    List<Origin> ofRegisters = new ArrayList<>(names.size());
    while (ofRegisters.size() < names.size()) {
      Origin origin = origins.read(source);
      for (int rest = source.getCount(); rest > 0; rest--) {
        ofRegisters.add(origin);
      }
    }
    Register[] registers = new Register[names.size()];
    for (int i = 0; i < registers.length; i++) {
      Origin origin = ofRegisters.get(i);
      registers[i] = new Register(values[i], origin.dot(), origin.stamp());
    }
    return Registers.of(names, registers);
  }

  StoredRecord read(RecordId id) {
    VersionVector clock = new VersionVector(counters());
    List<Holding> holdings = list(this::holding);
    Map<String, Integer> bounces = named(() -> (int) source.getSigned());
    SortedMap<SystemId, Link> links = links();
    List<Long> correlation = list(source::getLong);
    Set<Flagged> flags = new HashSet<>(list(this::flag));
    RecordState state = new RecordState(head, clock, holdings, bounces);
    return new StoredRecord(id, state, links, correlation, flags);
  }

  private SortedMap<SystemId, Long> counters() {
    SortedMap<SystemId, Long> counters = new TreeMap<>();
    for (int rest = source.getCount(); rest > 0; rest--) {
      counters.put(system(), source.getNumber());
    }
    return counters;
  }

  private Holding holding() {
    SystemId system = system();
    int parts = source.get();
    Registers registers = differences();
    long asOf = source.getNumber();
    long writes = source.getNumber();
    return new Holding(
        system,
        registers,
        when(parts, HoldingParts.TOKEN, () -> PartReader.version(source)),
        asOf,
        (parts & HoldingParts.READ_OWED) != 0,
        writes,
        when(parts, HoldingParts.IN_FLIGHT, this::inFlight),
        when(parts, HoldingParts.DOUBT, this::registers).orElse(Registers.empty()),
        when(parts, HoldingParts.HELD, () -> named(this::held)).orElse(Map.of()),
        when(parts, HoldingParts.QUARANTINE, () -> named(this::quarantined)).orElse(Map.of()),
        Set.copyOf(
            when(parts, HoldingParts.UNCONFIRMED, () -> list(this::name)).orElse(List.of())));
  }

  private static <T> Optional<T> when(int parts, int part, Supplier<T> reader) {
    return (parts & part) != 0 ? Optional.of(reader.get()) : Optional.empty();
  }

  private Registers differences() {
    int number = source.getInt();
    List<String> names = number == 0 ? head.names() : symbols.names(number);
    int different = source.getCount();
    if (number == 0 && different == 0) {
      return head;
    }
    Register[] registers = new Register[names.size()];
    for (; different > 0; different--) {
      int i = source.getInt();
      registers[i] = register(names.get(i));
    }
    for (int i = 0; i < registers.length; i++) {
      if (registers[i] == null) {
        registers[i] = agreed(names.get(i));
      }
    }
    return Registers.of(names, registers);
  }

  private Registers registers() {
    List<String> names = new ArrayList<>();
    List<Register> registers = new ArrayList<>();
    for (int rest = source.getCount(); rest > 0; rest--) {
      String name = name();
      names.add(name);
      registers.add(register(name));
    }
    return Registers.of(names, registers.toArray(new Register[0]));
  }

  private Register register(String name) {
    int form = source.get();
    Origin origin = (form & HEADS_ORIGIN) != 0 ? Origin.of(agreed(name)) : origins.read(source);
    Value value = (form & HEADS_VALUE) != 0 ? agreed(name).value() : ValueImage.read(source);
    return new Register(value, origin.dot(), origin.stamp());
  }

  private Register agreed(String name) {
    return head.get(name)
        .orElseThrow(() -> new IllegalArgumentException("must be in the head: register=" + name));
  }

  private InFlight inFlight() {
    WriteKind kind = Codes.WRITES.get(source.get());
    int told = source.get();
    boolean unknown = (told & UNKNOWN_FATE) != 0;
    Optional<Instant> since = when(told, SINCE, () -> Instant.ofEpochMilli(source.getLong()));
    long number = source.getNumber();
    Registers registers = registers();
    return new InFlight(kind, registers, precondition(), number, unknown, since);
  }

  private Precondition precondition() {
    int form = source.get();
    return switch (form) {
      case IF_ABSENT -> new Precondition.Absent();
      case IF_TOKEN -> new Precondition.Token(PartReader.version(source));
      case IF_VALUES -> new Precondition.Values(PartReader.row(source, symbols));
      default -> throw new IllegalArgumentException("must be a known form: precondition=" + form);
    };
  }

  private HeldConflict held() {
    Optional<Value> base =
        source.getBoolean() ? Optional.of(ValueImage.read(source)) : Optional.empty();
    Value incoming = ValueImage.read(source);
    Origin origin = origins.read(source);
    if (origin.dot() == null) {
      throw new IllegalArgumentException("must have a dot: conflict=" + incoming);
    }
    return new HeldConflict(
        base, incoming, origin.dot(), origin.stamp(), Origin.readDot(source, symbols));
  }

  private Quarantined quarantined() {
    return new Quarantined(Origin.readDot(source, symbols), source.getText());
  }

  private SortedMap<SystemId, Link> links() {
    SortedMap<SystemId, Link> links = new TreeMap<>();
    for (int rest = source.getCount(); rest > 0; rest--) {
      SystemId system = system();
      links.put(system, new Link(PartReader.key(source), PartReader.row(source, symbols)));
    }
    return links;
  }

  private Flagged flag() {
    return new Flagged(Codes.FLAGS.get(source.get()), system());
  }

  private <T> List<T> list(Supplier<T> reader) {
    int count = source.getCount();
    List<T> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(reader.get());
    }
    return list;
  }

  private <T> Map<String, T> named(Supplier<T> reader) {
    Map<String, T> map = new TreeMap<>();
    for (int rest = source.getCount(); rest > 0; rest--) {
      map.put(name(), reader.get());
    }
    return map;
  }

  private String name() {
    return symbols.text(source.getInt());
  }

  private SystemId system() {
    return symbols.system(source.getInt());
  }
}
