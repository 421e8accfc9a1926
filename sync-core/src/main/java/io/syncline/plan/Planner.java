package io.syncline.plan;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Precondition;
import io.syncline.reconcile.Quarantined;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.Rules;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.WriteKind;
import io.syncline.version.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what is to be written to a system for one record: the registers of the head whose event the
 * system does not hold, less what is held, quarantined, or not for us to write. Pure and
 * thread-safe.
 */
public final class Planner {

  private final Rules rules;

  /** The registers of a create that nothing is left out of: one list for all records. */
  private final Map<SystemId, List<String>> creates = new HashMap<>();

  public Planner(Rules rules) {
    this.rules = rules;
    for (SystemRules system : rules.systems()) {
      List<String> names = new ArrayList<>(system.creates());
      names.add(Registers.LIFE);
      creates.put(
          system.system(),
          names.equals(rules.registers()) ? rules.registers() : List.copyOf(names));
    }
  }

  /**
   * The next write to {@code system}, made in flight in the state. Nothing while a write is in
   * flight, in doubt, a read is owed, or the record's life is held.
   *
   * @param now a count taken by the hub for this step, as for the reconciler
   */
  public Planned plan(RecordState state, SystemId system, long now) {
    return plan(state, system, now, Withheld.nothing());
  }

  /** As {@link #plan(RecordState, SystemId, long)}, less what is withheld. */
  public Planned plan(RecordState state, SystemId system, long now, Withheld withheld) {
    Holding holding = state.holding(system).orElseGet(() -> Holding.unlinked(system));
    Optional<WriteKind> kind = kind(state, holding);
    if (kind.isEmpty()) {
      return new Planned(state, Optional.empty());
    }
    List<String> names = names(state, holding, kind.get(), withheld);
    if (names.isEmpty()) {
      return new Planned(state, Optional.empty());
    }
    Optional<Precondition> precondition = precondition(holding, kind.get(), names);
    if (precondition.isEmpty()) {
      return new Planned(state.with(holding.owingRead(now)), Optional.empty());
    }
    Registers written = state.head().only(names);
    InFlight write =
        new InFlight(kind.get(), written, precondition.get(), holding.writes() + 1, false);
    return new Planned(state.with(holding.withInFlight(write)), Optional.of(write));
  }

  /**
   * A write that gives a living record other values for a while than the head's, which stay to be
   * written: unique values that records hand on in a circle are free only when one of them has let
   * go of its own. Nothing where {@link #plan} would not write all these fields now.
   *
   * @param instead per field what the system is to show
   */
  public Planned makeWay(
      RecordState state, SystemId system, long now, Withheld withheld, Row instead) {
    Planned usual = plan(state, system, now, withheld);
    Optional<InFlight> write =
        usual
            .write()
            .filter(planned -> planned.kind() == WriteKind.UPDATE)
            .filter(planned -> instead.names().stream().allMatch(planned.registers()::has));
    if (write.isEmpty()) {
      return new Planned(state, Optional.empty());
    }
    Register[] registers =
        instead.names().stream()
            .map(name -> instead(state, name, instead))
            .toArray(Register[]::new);
    Holding holding = state.holding(system).orElseThrow();
    InFlight way =
        new InFlight(
            WriteKind.UPDATE,
            Registers.of(instead.names(), registers),
            precondition(holding, WriteKind.UPDATE, instead.names()).orElseThrow(),
            write.get().number(),
            false);
    return new Planned(state.with(holding.withInFlight(way)), Optional.of(way));
  }

  private static Register instead(RecordState state, String name, Row instead) {
    Stamp stamp = state.head().get(name).orElseThrow().stamp();
    return new Register(instead.get(name).orElseThrow(), null, stamp);
  }

  /** Whether {@link #plan} would change the state: plan a write, or find that it owes a read. */
  public boolean isPending(RecordState state, SystemId system) {
    return isPending(state, system, Withheld.nothing());
  }

  /** As {@link #isPending(RecordState, SystemId)}, less what is withheld. */
  public boolean isPending(RecordState state, SystemId system, Withheld withheld) {
    Holding holding = state.holding(system).orElseGet(() -> Holding.unlinked(system));
    Optional<WriteKind> kind = kind(state, holding);
    return kind.isPresent() && !names(state, holding, kind.get(), withheld).isEmpty();
  }

  /**
   * What the next write to {@code system} would do that a guard may count; nothing where none is to
   * be planned.
   *
   * @param keyFields the canonical fields that are part of the native key
   */
  public Set<Risk> risks(RecordState state, SystemId system, Set<String> keyFields) {
    Holding holding = state.holding(system).orElseGet(() -> Holding.unlinked(system));
    Optional<WriteKind> kind = kind(state, holding);
    List<String> names =
        kind.isEmpty() ? List.of() : names(state, holding, kind.get(), Withheld.nothing());
    return names.isEmpty() ? Set.of() : Risks.of(kind.get(), names, state, holding, keyFields);
  }

  private Optional<WriteKind> kind(RecordState state, Holding holding) {
    if (holding.inFlight().isPresent()
        || holding.readOwed()
        || !holding.doubt().isEmpty()
        || holding.held().containsKey(Registers.LIFE)) {
      return Optional.empty();
    }
    if (!state.alive()) {
      return holding.alive() ? Optional.of(WriteKind.DELETE) : Optional.empty();
    }
    if (holding.alive()) {
      return Optional.of(WriteKind.UPDATE);
    }
    boolean due =
        !holding.holds(Registers.LIFE, state.head())
            && rules.system(holding.system()).covers(state);
    return due ? Optional.of(WriteKind.CREATE) : Optional.empty();
  }

  private List<String> names(
      RecordState state, Holding holding, WriteKind kind, Withheld withheld) {
    if (withheld.holds(Risks.of(kind))) {
      return List.of();
    }
    SystemRules system = rules.system(holding.system());
    return switch (kind) {
      case DELETE ->
          isQuarantined(state, holding, Registers.LIFE) ? List.of() : List.of(Registers.LIFE);
      case CREATE -> {
        List<String> all = created(system, withheld);
        boolean quarantined =
            !holding.quarantine().isEmpty()
                && all.stream().anyMatch(name -> isQuarantined(state, holding, name));
        yield quarantined ? List.of() : all;
      }
      case UPDATE -> {
        if (holding.registers().equals(state.head())) {
          yield List.of();
        }
        List<String> outdated = new ArrayList<>(0);
        for (String field : system.writes()) {
          if (isToBeWritten(state, holding, field, withheld)) {
            outdated.add(field);
          }
        }
        yield together(outdated, system);
      }
    };
  }

  /** What is written by itself comes after the others, one at a time. */
  private static List<String> together(List<String> outdated, SystemRules system) {
    if (system.apart().isEmpty() || outdated.isEmpty()) {
      return outdated;
    }
    List<String> others = new ArrayList<>(outdated);
    others.removeAll(system.apart());
    return others.isEmpty() ? outdated.subList(0, 1) : others;
  }

  /** What a create carries; nothing where a part of it has to wait. */
  private List<String> created(SystemRules system, Withheld withheld) {
    if (!Collections.disjoint(withheld.waiting(), system.creates())) {
      return List.of();
    }
    List<String> whole = creates.get(system.system());
    if (withheld.leftOut().isEmpty() && whole != null) {
      return whole;
    }
    List<String> all = new ArrayList<>(system.creates());
    all.removeAll(withheld.leftOut());
    all.add(Registers.LIFE);
    return all;
  }

  /** A group is written as a whole where one of its fields is outdated, or not at all. */
  private boolean isToBeWritten(
      RecordState state, Holding holding, String field, Withheld withheld) {
    boolean outdated = false;
    for (String member : rules.writtenWith(field)) {
      if (holding.held().containsKey(member)) {
        return false;
      }
      boolean holds = holding.holds(member, state.head());
      if (!holds
          && (isQuarantined(state, holding, member)
              || Risks.isWithheld(member, state, holding, withheld))) {
        return false;
      }
      outdated |= !holds;
    }
    return outdated;
  }

  private static boolean isQuarantined(RecordState state, Holding holding, String name) {
    Quarantined rejected = holding.quarantine().get(name);
    return rejected != null && rejected.dot().equals(state.head().get(name).orElseThrow().event());
  }

  /** Empty where the write would have to rest on a version that is not known. */
  private Optional<Precondition> precondition(Holding holding, WriteKind kind, List<String> names) {
    SystemRules system = rules.system(holding.system());
    if (kind == WriteKind.CREATE) {
      return Optional.of(new Precondition.Absent());
    }
    if (system.writesByToken()) {
      return holding.token().map(Precondition.Token::new);
    }
    Row.Builder shown = Row.builder();
    List<String> touched = kind == WriteKind.DELETE ? holding.registers().names() : names;
    for (String name : touched) {
      if (!name.equals(Registers.LIFE)) {
        shown.set(name, holding.registers().get(name).map(Register::value).orElse(Value.NULL));
      }
    }
    return Optional.of(new Precondition.Values(shown.build()));
  }
}
