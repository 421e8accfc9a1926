package io.syncline.reconcile;

import io.syncline.model.Life;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the core makes of one record: a pure function from a state and one thing that happened to
 * the next state. Thread-safe where the policies and the shown forms of its rules are.
 *
 * <p>The caller counts. {@code now} is a count taken for this step, greater than that of every read
 * that has begun; a read that begins takes the count as it stands. The count never goes back.
 *
 * <p>A step whose state is the instance that went in has nothing to store.
 */
public final class Reconciler {

  private final Rules rules;

  public Reconciler(Rules rules) {
    this.rules = rules;
  }

  public Rules rules() {
    return rules;
  }

  /** A record of which only {@code system} knows: all its fields are that system's first event. */
  public RecordState newRecord(
      SystemId system, Row row, Optional<Version> version, OptionalLong timeMicros, long now) {
    Dot dot = new Dot(system, 1);
    Stamp stamp = Stamps.edit(timeMicros, system);
    Register life = new Register(Life.ALIVE, dot, stamp);
    List<String> names = rules.registers();
    Register[] head = new Register[names.size()];
    List<String> own = new ArrayList<>(head.length);
    for (int i = 0; i < head.length - 1; i++) {
      String field = names.get(i);
      Optional<Value> shown = row.get(field);
      head[i] = new Register(shown.orElse(Value.NULL), dot, stamp);
      if (shown.isPresent() && rules.isMapped(system, field)) {
        own.add(field);
      }
    }
    head[head.length - 1] = life;
    own.add(Registers.LIFE);
    Registers all = Registers.of(names, head);
    Holding unlinked = Holding.unlinked(system);
    Holding holding =
        new Holding(
            system,
            all.only(own),
            version,
            now,
            false,
            0,
            unlinked.inFlight(),
            unlinked.doubt(),
            Map.of(),
            Map.of(),
            unlinked.unconfirmed());
    VersionVector clock = VersionVector.empty().with(dot);
    return new RecordState(all, clock, List.of(holding), Map.of());
  }

  /** Takes in what {@code system} was seen to show. */
  public Step observe(RecordState state, SystemId system, Observation observation, long now) {
    Draft draft = new Draft(rules, state, now);
    Look look = new Look(draft, system, observation, Look.Sight.ONWARD);
    new Observing(draft, look, observation).take();
    return draft.finish(!observation.alone());
  }

  /**
   * Takes in what a system shows that was restored, cloned or swapped since it was last seen: it
   * never saw what it is believed to hold, so whatever differs is held for a person, a delete too.
   * What was in flight to it is over.
   *
   * @param observation of a fresh read
   */
  public Step rewound(RecordState state, SystemId system, Observation observation, long now) {
    Draft draft = new Draft(rules, state, now);
    Look look = new Look(draft, system, observation, Look.Sight.REWOUND);
    new Observing(draft, look, observation).takeRewound();
    return draft.finish(true);
  }

  /**
   * First contact with a record of {@code system} that was found to be this one: nothing was ever
   * agreed, so equal values agree, a null gives way, and the rest goes to the initial policies.
   */
  public Step link(RecordState state, SystemId system, Observation observation, long now) {
    if (state.holding(system).map(Holding::alive).orElse(false)) {
      throw new IllegalArgumentException("must not be linked to a living record: system=" + system);
    }
    return observe(state, system, observation, now);
  }

  /** Takes in what became of the write in flight to {@code system}; there must be one. */
  public Step outcome(RecordState state, SystemId system, WriteResult result, long now) {
    Draft draft = new Draft(rules, state, now);
    new Outcomes(draft, draft.holding(system)).take(result);
    return draft.finish(true);
  }

  /** A person's decision of a held conflict; refused where what it was made on has moved on. */
  public Step resolve(RecordState state, SystemId system, String register, Decision decision) {
    Draft draft = new Draft(rules, state, 0);
    new Resolving(draft, system).take(register, decision);
    return draft.finish(true);
  }

  /**
   * What a policy says of a conflict that is held; empty where it would hold it too. A group is
   * asked about as one. Changes nothing: {@link #resolve} takes the choice.
   */
  public Optional<Choice> choice(
      RecordState state, SystemId system, String register, ConflictPolicy policy) {
    return new ByRule(rules, state, state.holding(system).orElseThrow()).choice(register, policy);
  }

  /** What a policy says of a held life: of a record that one side deleted and another edited. */
  public Optional<Choice> choice(RecordState state, SystemId system, DeletePolicy policy) {
    return new ByRule(rules, state, state.holding(system).orElseThrow()).choice(policy);
  }

  /** Lets what {@code system} rejected be written again. */
  public RecordState retry(RecordState state, SystemId system) {
    Draft draft = new Draft(rules, state, 0);
    draft.holding(system).endQuarantine();
    return draft.finish(true).state();
  }

  /** Whether nothing is left to do, or waited for, at {@code system}; a quarantine waits. */
  public boolean settled(RecordState state, SystemId system) {
    Holding holding = state.holding(system).orElseGet(() -> Holding.unlinked(system));
    if (holding.inFlight().isPresent()
        || holding.readOwed()
        || !holding.doubt().isEmpty()
        || !holding.held().isEmpty()) {
      return false;
    }
    if (!state.alive()) {
      return !holding.alive();
    }
    if (!holding.alive() && !rules.system(system).covers(state)) {
      return true;
    }
    return holding.alive()
        && holding.holds(Registers.LIFE, state.head())
        && rules.system(system).writes().stream()
            .allMatch(field -> holding.holds(field, state.head()));
  }

  /** Whether the record is settled at all systems of the entity. */
  public boolean settled(RecordState state) {
    return rules.systems().stream().allMatch(system -> settled(state, system.system()));
  }

  /** Takes in the head of the same record at another hub. */
  public Merge merge(RecordState mine, Registers theirs, VersionVector theirClock) {
    Draft draft = new Draft(rules, mine, 0);
    return new Merging(draft, theirs, theirClock).take();
  }
}
