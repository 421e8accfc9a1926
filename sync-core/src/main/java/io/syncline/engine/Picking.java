package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.plan.Planned;
import io.syncline.plan.Risk;
import io.syncline.plan.Withheld;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Observation;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Step;
import io.syncline.store.Flag;
import io.syncline.store.Link;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Picks the next batch of a flow's pending records, and plans it: what to read, what to write. */
final class Picking {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final StoreTransaction transaction;
  private final Guarding.Verdict guards;
  private final WorkingSet records;
  private final Doubted doubted;
  private final List<NativeKey> toRead = new ArrayList<>();
  private final Map<RecordId, InFlight> toSend = new LinkedHashMap<>();
  private RecordsToKeys keys;
  private final Circles circles;
  private boolean firstAttempts;
  private final Map<Risk, Long> spent = new EnumMap<>(Risk.class);

  Picking(
      SyncEntity entity,
      Flow flow,
      RunContext run,
      StoreTransaction transaction,
      Guarding.Verdict guards,
      Doubted doubted) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.transaction = transaction;
    this.guards = guards;
    this.records = new WorkingSet(entity, transaction);
    this.doubted = doubted;
    this.keys = RecordsToKeys.of(flow, transaction, List.of());
    this.circles = new Circles(run.order(), flow.system(), transaction);
  }

  /**
   * Plans only what was not sent before and what nothing stands in the way of; all else stays as it
   * is.
   */
  Picking firstAttempts() {
    firstAttempts = true;
    return this;
  }

  /**
   * The batch above {@code after}, of so many rows and up to a record; empty where none is pending
   * there.
   */
  Optional<Picked> next(long after, long upTo, PageRows rows) {
    int most = rows.next();
    List<RecordId> ids =
        transaction.flagged(Flag.PENDING, entity.name(), flow.system(), after, most).stream()
            .filter(id -> id.value() <= upTo)
            .toList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    records.load(ids);
    List<StoredRecord> picked = ids.stream().map(records::get).toList();
    rows.came(picked.size(), Weight.known(picked));
    keys = RecordsToKeys.of(flow, transaction, picked.stream().map(StoredRecord::state).toList());
    Refused refused = Refused.of(transaction, entity.name(), flow.system(), picked);
    doubted.look(transaction, run.tally().counted(entity.name(), flow.system(), Counted.PARKED));
    long now = run.count().next(transaction);
    for (RecordId id : ids) {
      if (!refused.has(records.get(id)) && !doubted.has(records.get(id))) {
        look(id, Optional.ofNullable(records.get(id).links().get(flow.system())), now);
      }
    }
    records.save();
    guards.approved().forEach(this::spend);
    long last = ids.get(ids.size() - 1).value();
    return Optional.of(new Picked(toRead, toSend(), keys, last, ids.size() == most));
  }

  private void look(RecordId id, Optional<Link> link, long now) {
    RecordState state = records.get(id).state();
    SystemId system = flow.system();
    Optional<Holding> holding = state.holding(system);
    if (firstAttempts && isObstructed(state, holding)) {
      return;
    }
    if (holding.flatMap(Holding::inFlight).isPresent()) {
      toSend.put(id, holding.flatMap(Holding::inFlight).get());
      return;
    }
    if (holding.isPresent() && holding.get().readOwed()) {
      if (link.isPresent()) {
        toRead.add(link.get().key());
        return;
      }
      state = absent(state, now);
      records.put(id, state);
    }
    if (!flow.takesWrites()) {
      return;
    }
    Set<Risk> risks =
        guards.approved().isEmpty()
            ? Set.of()
            : entity.planner().risks(state, system, flow.keyFields());
    Withheld withheld = withheld(id, state);
    Optional<Row> instead =
        firstAttempts ? Optional.empty() : run.standoffs(entity, flow).take(id, entity.schema());
    Planned planned =
        instead.isPresent()
            ? entity.planner().makeWay(state, system, now, withheld, instead.get())
            : entity.planner().plan(state, system, now, withheld);
    if (flow.dataset().capabilities().remembersFor().isPresent()) {
      planned = planned.at(system, run.clock().instant());
    }
    records.put(id, planned.state());
    if (planned.write().isPresent()) {
      planned(risks);
      toSend.put(id, planned.write().get());
    } else if (link.isPresent()
        && planned.state().holding(system).map(Holding::readOwed).orElse(false)) {
      toRead.add(link.get().key());
    }
  }

  /** Whether it was sent before, or waits for something else. */
  private boolean isObstructed(RecordState state, Optional<Holding> holding) {
    return !keys.missing(state).isEmpty()
        || holding
            .map(
                each ->
                    each.inFlight().isPresent()
                        || each.readOwed()
                        || !each.doubt().isEmpty()
                        || !each.quarantine().isEmpty())
            .orElse(false);
  }

  /** A record that names one that the system has not yet waits for it, unless that waits for it. */
  private Withheld withheld(RecordId id, RecordState state) {
    Set<String> missing = keys.missing(state);
    if (missing.isEmpty()) {
      return guards.withheld();
    }
    Set<String> leftOut = new HashSet<>(missing);
    leftOut.removeIf(field -> !circles.leadsBack(entity, records.get(id), field));
    Set<String> waiting = new HashSet<>(missing);
    waiting.removeAll(leftOut);
    return guards.withheld().fields(waiting, leftOut);
  }

  private void planned(Set<Risk> risks) {
    risks.stream()
        .filter(guards.approved()::contains)
        .forEach(risk -> spent.merge(risk, 1L, Long::sum));
  }

  private void spend(Risk risk) {
    GuardNotes.spend(transaction, entity, flow.system(), risk, spent.getOrDefault(risk, 0L));
  }

  /** A record that was never linked cannot be read: nothing is there. */
  private RecordState absent(RecordState state, long now) {
    Step step =
        entity
            .reconciler()
            .observe(state, flow.system(), Observation.gone().read(run.count().current()), now);
    return step.state();
  }

  private List<Picked.Intent> toSend() {
    List<Picked.Intent> intents = new ArrayList<>(toSend.size());
    toSend.forEach((id, inFlight) -> intents.add(new Picked.Intent(records.get(id), inFlight)));
    return intents;
  }
}
