package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Apart;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.store.Link;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Links that a person makes, undoes or rules out, for one flow within one transaction. Nothing is
 * deleted in any system: what a split leaves behind is written where it is missing, as ever.
 */
final class LinksByHand {

  private final SyncEntity entity;
  private final Flow flow;
  private final SystemId system;
  private final StoreTransaction transaction;
  private final WorkingSet records;
  private final Decisions decisions;
  private final ApartNotes apart;
  private final Revisits revisits;
  private final Instant at;
  private final long now;

  LinksByHand(SyncEntity entity, Flow flow, StoreTransaction transaction, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.system = flow.system();
    this.transaction = transaction;
    this.records = new WorkingSet(entity, transaction);
    this.at = run.clock().instant();
    this.decisions = new Decisions(entity, run.tally(), at);
    this.apart = new ApartNotes(entity.name(), system, transaction);
    this.revisits = new Revisits(entity.name(), system);
    this.now = run.count().next(transaction);
  }

  /** A person says that the native record is this record. Its fields meet as at first contact. */
  Optional<Obstacle> link(NativeKey key, RecordId to) {
    if (linked(key).isPresent()) {
      return Optional.of(Obstacle.NATIVE_LINKED);
    }
    Optional<Obstacle> obstacle = obstacle(to);
    if (obstacle.isEmpty()) {
      join(key, to);
      transaction.unpark(entity.name(), system, List.of(key));
      finish();
    }
    return obstacle;
  }

  /**
   * A person says that a link was wrong: the native record becomes a record of its own, from what
   * it shows. The record that it leaves keeps its values.
   */
  Optional<Obstacle> split(NativeKey key) {
    Optional<RecordId> from = linked(key);
    Optional<Obstacle> obstacle = leaving(from);
    if (obstacle.isEmpty() && records.get(from.orElseThrow()).links().size() == 1) {
      return Optional.of(Obstacle.ALONE);
    }
    if (obstacle.isEmpty()) {
      RecordId own = new RecordId(transaction.allocate(1));
      records.put(fresh(own, records.get(from.orElseThrow())));
      leave(from.orElseThrow(), key);
      decisions.byHand(
          own, system, "split", "split", said(key, "was record " + from.get().value()));
      finish();
    }
    return obstacle;
  }

  /** As {@link #split(NativeKey)}, but the native record is that other record. */
  Optional<Obstacle> split(NativeKey key, RecordId to) {
    Optional<RecordId> from = linked(key);
    if (from.equals(Optional.of(to))) {
      return Optional.of(Obstacle.SAME_RECORD);
    }
    Optional<Obstacle> obstacle = leaving(from).or(() -> obstacle(to));
    if (obstacle.isEmpty()) {
      leave(from.orElseThrow(), key);
      join(key, to);
      finish();
    }
    return obstacle;
  }

  /**
   * A person says that a native record that waits is none of these: they are never compared again.
   * It is looked at again by the next run, and so are the twins.
   */
  void different(ParkedRow row, Collection<RecordId> others, Collection<NativeKey> twins) {
    apart.add(row.key(), new Apart(Set.copyOf(others), Set.copyOf(twins)), at);
    twins.forEach(twin -> apart.add(twin, new Apart(Set.of(), Set.of(row.key())), at));
    Set<NativeKey> again = new HashSet<>(twins);
    again.add(row.key());
    revisits.ask(transaction, again, at);
    others.forEach(
        other ->
            decisions.byHand(other, system, "different", "apart", said(row.key(), "is not it")));
    decisions.write(transaction);
  }

  private Optional<RecordId> linked(NativeKey key) {
    return Optional.ofNullable(transaction.linked(entity.name(), system, List.of(key)).get(key));
  }

  /** What keeps the record from being given a native record of this system. */
  private Optional<Obstacle> obstacle(RecordId to) {
    records.load(List.of(to));
    if (!records.has(to)) {
      return Optional.of(Obstacle.RECORD_UNKNOWN);
    }
    RecordState state = records.get(to).state();
    Holding holding = state.holding(system).orElseGet(() -> Holding.unlinked(system));
    if (!state.alive()) {
      return Optional.of(Obstacle.RECORD_DELETED);
    }
    if (isUnderWay(holding)) {
      return Optional.of(Obstacle.IN_FLIGHT);
    }
    return holding.alive() ? Optional.of(Obstacle.RECORD_LINKED) : Optional.empty();
  }

  /** What keeps a native record from leaving the record it is linked to. */
  private Optional<Obstacle> leaving(Optional<RecordId> from) {
    if (from.isEmpty()) {
      return Optional.of(Obstacle.NATIVE_UNLINKED);
    }
    records.load(List.of(from.get()));
    Optional<Holding> holding = records.get(from.get()).state().holding(system);
    if (holding.filter(LinksByHand::isUnderWay).isPresent()) {
      return Optional.of(Obstacle.IN_FLIGHT);
    }
    return holding.map(Holding::alive).orElse(false)
        ? Optional.empty()
        : Optional.of(Obstacle.NATIVE_GONE);
  }

  private static boolean isUnderWay(Holding holding) {
    return holding.inFlight().isPresent() || !holding.doubt().isEmpty();
  }

  /** What it shows is read before anything is written there; where it cannot be, it is listed. */
  private void join(NativeKey key, RecordId to) {
    records.link(to, system, new Link(key, Row.empty()));
    RecordState state = records.get(to).state();
    Holding holding = state.holding(system).orElseGet(() -> Holding.unlinked(system));
    if (flow.dataset().pointReader().isPresent()) {
      records.put(to, state.with(holding.owingRead(now)));
    }
    apart.remove(key, to, at);
    decisions.linked(to, system, key, "a person linked it");
  }

  /** The record has nothing in this system any more, but its writes there keep their count. */
  private void leave(RecordId from, NativeKey key) {
    StoredRecord record = records.get(from);
    Holding before = record.state().holding(system).orElseThrow();
    Map<SystemId, Link> links = new HashMap<>(record.links());
    links.remove(system);
    records.put(new StoredRecord(from, record.state().with(before.left(now)), links));
    apart.add(key, new Apart(Set.of(from), Set.of()), at);
    decisions.byHand(from, system, "split", "split", said(key, "is another record"));
  }

  private StoredRecord fresh(RecordId own, StoredRecord from) {
    Holding shown = from.state().holding(system).orElseThrow();
    RecordState state =
        entity
            .reconciler()
            .newRecord(
                system, shown.registers().values(), shown.token(), OptionalLong.empty(), now);
    return new StoredRecord(own, state, Map.of(system, from.links().get(system)));
  }

  private void finish() {
    records.save();
    decisions.write(transaction);
  }

  private static String said(NativeKey key, String what) {
    return "a person said that " + key + " " + what;
  }
}
