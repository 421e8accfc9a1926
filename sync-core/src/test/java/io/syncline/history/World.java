package io.syncline.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.EntityName;
import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Schema;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.plan.Planned;
import io.syncline.plan.Planner;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.Decision;
import io.syncline.reconcile.Event;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Observation;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Rules;
import io.syncline.reconcile.RulesBuilder;
import io.syncline.reconcile.Step;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.reconcile.WriteResult;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One record at a few systems, and a sequential engine between them. Every value that a user sets
 * is set once only, so that each can be followed; it must never be written over before it was seen.
 */
final class World {

  static final List<String> FIELDS = List.of("code", "name", "street", "city");
  static final List<String> NAMES = List.of("crm", "erp", "web");

  final List<FakeSystem> systems = new ArrayList<>();
  final List<Event> journal = new ArrayList<>();
  final Reconciler reconciler;
  RecordState state;
  long count;

  /** Wrong on purpose: takes every read for one that began just now. */
  boolean believesEveryRead;

  private final List<OpenRead> reads = new ArrayList<>();
  private final Set<String> named = new HashSet<>();
  private final Set<String> heads = new HashSet<>();
  private final Planner planner;
  private int values;

  /** A read under way: the count when it began, and what it saw at some time after. */
  private record OpenRead(FakeSystem system, long began, Observation seen) {}

  World(List<Versions> versions, UnaryOperator<RulesBuilder> choices) {
    List<Field> fields = FIELDS.stream().map(name -> new Field(name, FieldType.text())).toList();
    RulesBuilder builder =
        Rules.builder(new Schema(new EntityName("customer"), fields), new SystemId("hub"))
            .onConflict(ConflictPolicy.lastWriter())
            .onFirstContact(ConflictPolicy.lastWriter())
            .onDeleteConflict(DeletePolicy.updateWins());
    for (int i = 0; i < versions.size(); i++) {
      SystemRules rules = SystemRules.of(new SystemId(NAMES.get(i)), FIELDS, versions.get(i));
      systems.add(new FakeSystem(i == 1 ? rules.showing(World::upper) : rules));
      builder.system(systems.get(i).rules);
    }
    Rules rules = choices.apply(builder).build();
    reconciler = new Reconciler(rules);
    planner = new Planner(rules);
    FakeSystem first = systems.get(0);
    FIELDS.forEach(field -> first.edit(field, fresh(first), 0));
    state =
        reconciler.newRecord(
            first.rules.system(),
            Row.of(first.shown),
            first.version(),
            OptionalLong.empty(),
            ++count);
    nameHead();
  }

  /** A lossy lens: what it is given comes back in upper case. */
  private static Value upper(String field, Value value) {
    return field.equals("code") ? Value.of(value.toString().toUpperCase(Locale.ROOT)) : value;
  }

  /** A value that no user has set before, in the form in which {@code system} shows it. */
  Value fresh(FakeSystem system) {
    return Value.of((system.rules.system().name() + "-V" + ++values).toUpperCase(Locale.ROOT));
  }

  void beginRead(FakeSystem system) {
    reads.add(new OpenRead(system, count, system.look()));
  }

  int openReads() {
    return reads.size();
  }

  /** A read ends, perhaps long after others that began later. */
  void endRead(int index, boolean twice) {
    OpenRead read = twice ? reads.get(index) : reads.remove(index);
    observe(read.system, read.seen.read(believesEveryRead ? count : read.began));
  }

  /** A feed tells of an image, at once or later. */
  void push(FakeSystem system, Observation image) {
    observe(system, image);
  }

  private void observe(FakeSystem system, Observation observation) {
    boolean alone = reads.stream().noneMatch(read -> read.system.equals(system));
    Observation told = alone ? observation.whileNoOtherRead() : observation;
    RecordState before = state;
    take(before, reconciler.observe(before, system.rules.system(), told, ++count));
  }

  void plan(FakeSystem system) {
    boolean pending = planner.isPending(state, system.rules.system());
    Planned planned = planner.plan(state, system.rules.system(), ++count);
    assertThat(pending).isEqualTo(!planned.state().equals(state));
    state = planned.state();
  }

  Optional<InFlight> inFlight(FakeSystem system) {
    return state.holding(system.rules.system()).flatMap(Holding::inFlight);
  }

  /** Sends the write in flight; its answer may be lost, before or after the system does it. */
  void send(FakeSystem system, Fate fate, boolean reports) {
    Optional<InFlight> write = inFlight(system);
    if (write.isEmpty()) {
      return;
    }
    WriteResult result =
        switch (fate) {
          case ANSWERED -> write(system, write.get(), reports);
          case LOST_AFTER -> {
            write(system, write.get(), reports);
            yield new WriteResult.Unknown();
          }
          case LOST_BEFORE -> new WriteResult.Unknown();
          case UNAVAILABLE -> new WriteResult.Unavailable();
        };
    RecordState before = state;
    take(before, reconciler.outcome(before, system.rules.system(), result, ++count));
  }

  /** What becomes of a write on its way. */
  enum Fate {
    ANSWERED,
    LOST_AFTER,
    LOST_BEFORE,
    UNAVAILABLE
  }

  private WriteResult write(FakeSystem system, InFlight write, boolean reports) {
    List<Value> before = new ArrayList<>(system.shown.values());
    WriteResult result = system.write(write, reports);
    List<Value> lost = new ArrayList<>(before);
    lost.removeAll(system.shown.values());
    for (Value value : lost) {
      assertThat(!system.edits.contains(value) || named.contains(key(value)))
          .as("an edit was written over before it was seen: " + value + " by " + write)
          .isTrue();
    }
    return result;
  }

  private void take(RecordState before, Step step) {
    state = step.state();
    journal.addAll(step.events());
    for (Event event : step.events()) {
      if (event instanceof Event.Conflict conflict) {
        named.add(key(conflict.incoming().value()));
      } else if (event instanceof Event.HeldAgain again) {
        named.add(key(again.incoming()));
      }
    }
    FIELDS.forEach(field -> explain(field, before, step));
    nameHead();
  }

  /** A head's value only changes through an event that says why. */
  private void explain(String field, RecordState before, Step step) {
    Register old = before.head().get(field).orElseThrow();
    Register now = step.state().head().get(field).orElseThrow();
    boolean renewed = before.alive() != step.state().alive();
    if (old.value().equals(now.value()) || renewed) {
      return;
    }
    assertThat(step.events())
        .as("a value went without a word: " + field + " " + old + " -> " + now)
        .anyMatch(event -> explains(event, field, before));
    boolean edited =
        step.events().stream()
            .anyMatch(
                event ->
                    event instanceof Event.FastForward && event.about().equals(Optional.of(field)));
    assertThat(edited && !now.value().isNull() && heads.contains(field + now.value()))
        .as("an old value came back as if it were an edit: " + field + " " + old + " -> " + now)
        .isFalse();
  }

  private static boolean explains(Event event, String field, RecordState before) {
    if (!event.about().equals(Optional.of(field))) {
      return false;
    }
    return event instanceof Event.Conflict
        || event instanceof Event.Resolved
        || (event instanceof Event.FastForward
            && (before.head().get(field).orElseThrow().value().isNull()
                || before
                    .holding(event.system())
                    .map(holding -> holding.holds(field, before.head()))
                    .orElse(false)
                || !before.holding(event.system()).orElseThrow().doubt().isEmpty()));
  }

  private void nameHead() {
    state
        .head()
        .forEach(
            (name, register) -> {
              named.add(key(register.value()));
              heads.add(name + register.value());
            });
  }

  static String key(Value value) {
    return value.toString().toUpperCase(Locale.ROOT);
  }

  /** Looks at every system and writes what is due until nothing is left to do. */
  void settle() {
    reads.clear();
    for (int round = 0; round < 30; round++) {
      for (FakeSystem system : systems) {
        round(system);
      }
      if (reconciler.settled(state)) {
        return;
      }
      systems.forEach(this::resolve);
    }
    throw new AssertionError("does not settle: " + state);
  }

  /** A person decides what is held, now for the one and now for the other side. */
  private void resolve(FakeSystem system) {
    SystemId id = system.rules.system();
    Optional<Holding> holding = state.holding(id);
    if (holding.isPresent() && !holding.get().held().isEmpty()) {
      String register = holding.get().held().keySet().iterator().next();
      Choice choice = count % 2 == 0 ? Choice.head() : Choice.incoming();
      RecordState before = state;
      Decision decision = Decision.of(choice, before, holding.get(), register);
      take(before, reconciler.resolve(before, id, register, decision));
      assertThat(journal.get(journal.size() - 1)).isNotInstanceOf(Event.Refused.class);
    }
  }

  void round(FakeSystem system) {
    send(system, Fate.ANSWERED, false);
    beginRead(system);
    endRead(reads.size() - 1, false);
    plan(system);
    send(system, Fate.ANSWERED, false);
  }

  int writes() {
    return systems.stream().mapToInt(system -> system.writes).sum();
  }

  /** Every system shows what the head looks like there, and every edit went somewhere. */
  void assertConverged() {
    for (FakeSystem system : systems) {
      assertThat(system.alive).as("alive at " + system.rules.system()).isEqualTo(state.alive());
      if (state.alive()) {
        for (String field : FIELDS) {
          Value head = state.head().get(field).orElseThrow().value();
          assertThat(system.shown.getOrDefault(field, Value.NULL))
              .as(field + " at " + system.rules.system())
              .isEqualTo(reconciler.rules().show(system.rules.system(), field, head));
        }
      }
      for (Value edit : system.edits) {
        assertThat(named).as("an edit was lost: " + edit).contains(key(edit));
      }
    }
  }
}
