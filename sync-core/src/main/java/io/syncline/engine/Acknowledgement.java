package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.Step;
import io.syncline.reconcile.WriteKind;
import io.syncline.reconcile.WriteResult;
import io.syncline.spi.WriteOutcome;
import io.syncline.store.Link;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the outcomes of one batch of writes into the states, within one transaction. */
final class Acknowledgement {

  private final SyncEntity entity;
  private final Flow flow;
  private final RunContext run;
  private final StoreTransaction transaction;
  private final WorkingSet records;
  private final Decisions decisions;
  private final Answers answers;
  private final Collisions collisions;

  Acknowledgement(SyncEntity entity, Flow flow, RunContext run, StoreTransaction transaction) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.transaction = transaction;
    this.records = new WorkingSet(entity, transaction);
    this.decisions = new Decisions(entity, run.tally(), run.clock().instant());
    this.answers = new Answers(flow);
    this.collisions = new Collisions(entity, flow, run.standoffs(entity, flow), records);
  }

  /** Takes them in, once. */
  Done take(Arrived arrived) {
    List<Answered> answered = arrived.answered();
    if (answered.isEmpty()) {
      return new Done(0, Set.of());
    }
    load(arrived);
    Map<NativeKey, RecordId> links = linked(answered);
    records.load(links.values());
    long now = run.count().next(transaction);
    int told = 0;
    for (Answered each : answered) {
      told += take(each, links, now) ? 1 : 0;
    }
    Set<RecordId> changed = records.save();
    decisions.write(transaction);
    return new Done(told, changed);
  }

  private void load(Arrived arrived) {
    List<RecordId> changed = new ArrayList<>();
    for (Answered each : arrived.answered()) {
      StoredRecord record = each.write().record();
      if (arrived.changed().contains(record.id())) {
        changed.add(record.id());
      } else {
        records.adopt(record);
      }
    }
    records.load(changed);
  }

  private Map<NativeKey, RecordId> linked(List<Answered> answered) {
    List<NativeKey> keys = new ArrayList<>();
    for (Answered each : answered) {
      if (each.write().inFlight().kind() == WriteKind.CREATE
          || each.outcome() instanceof WriteOutcome.Duplicate) {
        each.key().ifPresent(keys::add);
      }
    }
    return keys.isEmpty()
        ? new HashMap<>()
        : new HashMap<>(transaction.linked(entity.name(), flow.system(), keys));
  }

  private boolean take(Answered answered, Map<NativeKey, RecordId> links, long now) {
    RecordId id = answered.write().record().id();
    WriteResult result = result(answered, links);
    boolean done = result instanceof WriteResult.Applied;
    count(answered, result);
    Step step = entity.reconciler().outcome(records.get(id).state(), flow.system(), result, now);
    records.put(id, step.state());
    decisions.taken(id, flow.system(), step.events());
    if (answered.write().inFlight().kind() == WriteKind.CREATE
        && (done || result instanceof WriteResult.Duplicate)) {
      answered
          .key()
          .ifPresent(
              key -> {
                records.link(id, flow.system(), new Link(key, Row.empty()));
                links.put(key, id);
              });
    }
    if (done) {
      keepForms(id, answered);
      collisions.end(id);
    }
    if (result instanceof WriteResult.Rejected rejected) {
      decisions.rejected(id, flow.system(), registers(answered, rejected), rejected.reason());
    }
    noteOpen(id, answered.write().inFlight().kind());
    return collisions.makesWay(id)
        || (!(result instanceof WriteResult.Unavailable)
            && !(result instanceof WriteResult.Unknown));
  }

  private void noteOpen(RecordId id, WriteKind kind) {
    if (kind == WriteKind.CREATE) {
      boolean open =
          records.get(id).state().holding(flow.system()).flatMap(Holding::inFlight).isPresent();
      if (open) {
        run.openCreates().add(entity.name(), flow.system(), id);
      } else {
        run.openCreates().remove(entity.name(), flow.system(), id);
      }
    }
  }

  private WriteResult result(Answered answered, Map<NativeKey, RecordId> links) {
    if (!answered.write().fits()) {
      return collisions.refused(
          answered,
          new WriteResult.Rejected(answered.write().why(), answered.write().rejectedFields()));
    }
    WriteResult told = answered.outcome().match(answers);
    Optional<NativeKey> key = answered.key();
    RecordId owner = key.isPresent() ? links.get(key.get()) : null;
    if (owner != null && !owner.equals(answered.write().record().id())) {
      return collisions.with(owner, answered, told);
    }
    return collisions.withNone(answered, told);
  }

  /** What the native record shows now beyond what the mapping would write. */
  private void keepForms(RecordId id, Answered answered) {
    Link link = records.get(id).links().get(flow.system());
    Optional<Holding> holding = records.get(id).state().holding(flow.system());
    if (link == null || holding.isEmpty()) {
      return;
    }
    Row shown = flow.withoutReferences(holding.get().registers().values());
    Row told =
        answered.outcome() instanceof WriteOutcome.Applied applied
            ? applied.shown().orElse(Row.empty())
            : Row.empty();
    Row nativeRow = link.forms().with(answered.write().write().fields()).with(told);
    Row forms = holding.get().alive() ? Rows.forms(flow.mapping(), shown, nativeRow) : Row.empty();
    records.link(id, flow.system(), new Link(link.key(), forms));
  }

  private void count(Answered answered, WriteResult result) {
    Counted what =
        result.match(
            new WriteResult.Cases<>() {
              @Override
              public Counted applied(WriteResult.Applied applied) {
                return done(answered.write().inFlight().kind());
              }

              @Override
              public Counted stale(WriteResult.Stale stale) {
                return Counted.STALE;
              }

              @Override
              public Counted missing(WriteResult.Missing missing) {
                return Counted.STALE;
              }

              @Override
              public Counted duplicate(WriteResult.Duplicate duplicate) {
                return Counted.STALE;
              }

              @Override
              public Counted rejected(WriteResult.Rejected rejected) {
                return Counted.REJECTED;
              }

              @Override
              public Counted unavailable(WriteResult.Unavailable unavailable) {
                return Counted.POSTPONED;
              }

              @Override
              public Counted unknown(WriteResult.Unknown unknown) {
                return answered.outcome() instanceof WriteOutcome.Accepted
                    ? Counted.ACCEPTED
                    : Counted.UNKNOWN;
              }
            });
    if (what != Counted.REJECTED) { // the decision counts it
      run.tally().count(entity.name(), flow.system(), what);
    }
  }

  static Counted done(WriteKind kind) {
    return switch (kind) {
      case CREATE -> Counted.CREATED;
      case UPDATE -> Counted.UPDATED;
      case DELETE -> Counted.DELETED;
    };
  }

  private static Collection<String> registers(Answered answered, WriteResult.Rejected rejected) {
    Set<String> named = rejected.registers();
    return named.isEmpty() ? answered.write().inFlight().registers().names() : named;
  }

  /**
   * What became of the answers.
   *
   * @param told how many tell something new: all but those that ask to try again later
   * @param changed the records that were changed, others among them
   */
  record Done(int told, Set<RecordId> changed) {}
}
