package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.Step;
import io.syncline.reconcile.WriteKind;
import io.syncline.reconcile.WriteResult;
import io.syncline.spi.WriteOutcome;
import io.syncline.store.Link;
import io.syncline.store.StoreTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
  private final Standoffs standoffs;

  /** Those that are to make way for others; to go on with them is something new. */
  private final Set<RecordId> makesWay = new HashSet<>();

  Acknowledgement(SyncEntity entity, Flow flow, RunContext run, StoreTransaction transaction) {
    this.entity = entity;
    this.flow = flow;
    this.run = run;
    this.transaction = transaction;
    this.records = new WorkingSet(entity, transaction);
    this.decisions = new Decisions(entity, run.tally(), run.clock().instant());
    this.answers = new Answers(flow);
    this.standoffs = run.standoffs(entity, flow);
  }

  /** How many of them tell something new: all but those that ask to try again later. */
  int take(List<Answered> answered) {
    if (answered.isEmpty()) {
      return 0;
    }
    answered.forEach(each -> records.adopt(each.write().record()));
    Map<NativeKey, RecordId> links = linked(answered);
    records.load(links.values());
    long now = run.count().next(transaction);
    int told = 0;
    for (Answered each : answered) {
      told += take(each, links, now) ? 1 : 0;
    }
    records.save();
    decisions.write(transaction);
    return told;
  }

  private Map<NativeKey, RecordId> linked(List<Answered> answered) {
    List<NativeKey> keys = new ArrayList<>();
    for (Answered each : answered) {
      if (each.write().inFlight().kind() == WriteKind.CREATE
          || each.outcome() instanceof WriteOutcome.Duplicate) {
        key(each.outcome()).ifPresent(keys::add);
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
      key(answered.outcome())
          .ifPresent(
              key -> {
                records.link(id, flow.system(), new Link(key, Row.empty()));
                links.put(key, id);
              });
    }
    if (done) {
      keepForms(id, answered);
      standoffs.end(id);
    }
    if (result instanceof WriteResult.Rejected rejected) {
      decisions.rejected(id, flow.system(), registers(answered, rejected), rejected.reason());
    }
    noteOpen(id, answered.write().inFlight().kind());
    return makesWay.contains(id)
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

  /**
   * What to make of an answer whose native record is another one's: the key of what is known to be
   * gone is free again; what is to change there is waited for; the rest is a duplicate.
   */
  private WriteResult result(Answered answered, Map<NativeKey, RecordId> links) {
    if (!answered.write().fits()) {
      return refused(
          answered,
          new WriteResult.Rejected(answered.write().why(), answered.write().rejectedFields()));
    }
    Optional<NativeKey> key = key(answered.outcome());
    RecordId owner = key.isPresent() ? links.get(key.get()) : null;
    WriteResult told = answered.outcome().match(answers);
    if (owner == null || owner.equals(answered.write().record().id())) {
      return told instanceof WriteResult.Rejected rejected ? refused(answered, rejected) : told;
    }
    RecordId id = answered.write().record().id();
    boolean gone = !records.get(owner).state().holding(flow.system()).orElseThrow().alive();
    if (gone && told instanceof WriteResult.Applied) {
      records.unlink(owner, flow.system());
      return told;
    }
    if (gone || new Attention(entity).isPending(records.get(owner).state(), flow.system())) {
      if (!gone && standoffs.add(id, owner, wanted(answered, owner))) {
        makesWay.add(id);
        return answered.write().inFlight().unknown() ? told : new WriteResult.Unavailable();
      }
      return new WriteResult.Unavailable();
    }
    return new WriteResult.Rejected(
        "duplicate: the record it meets is linked to another: key=" + key.get(), Set.of());
  }

  /** The fields in which a write would show what another record shows now. */
  private Set<String> wanted(Answered answered, RecordId owner) {
    Registers shown = records.get(owner).state().holding(flow.system()).orElseThrow().registers();
    Set<String> wanted = new HashSet<>();
    answered
        .write()
        .inFlight()
        .registers()
        .values()
        .forEach(
            (field, value) -> {
              Value form = entity.reconciler().rules().show(flow.system(), field, value);
              if (shown.get(field).map(Register::value).equals(Optional.of(form))) {
                wanted.add(field);
              }
            });
    return wanted;
  }

  /** Where the system refuses to have no value for a while, it may take a made-up one. */
  private WriteResult refused(Answered answered, WriteResult.Rejected rejected) {
    if (!answered.write().inFlight().makesWay()) {
      return rejected;
    }
    RecordId id = answered.write().record().id();
    Set<String> fields = Set.copyOf(answered.write().inFlight().registers().names());
    if (standoffs.refused(id, fields)) {
      makesWay.add(id);
      return new WriteResult.Unavailable();
    }
    return new WriteResult.Rejected(
        "unique values change places, and none can be let go of first: " + rejected.reason(),
        fields);
  }

  private static Optional<NativeKey> key(WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Applied applied) {
      return Optional.of(applied.key());
    }
    if (outcome instanceof WriteOutcome.Unchanged unchanged) {
      return Optional.of(unchanged.key());
    }
    return outcome instanceof WriteOutcome.Duplicate duplicate ? duplicate.key() : Optional.empty();
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
                return Counted.UNKNOWN;
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
}
