package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.WriteKind;
import io.syncline.reconcile.WriteResult;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What to make of answers by which a write met a native record that is not its own. The key of what
 * is known to be gone is free again; what is to change there is waited for, and where all wait for
 * each other one makes way; the rest is a duplicate.
 */
final class Collisions {

  private final SyncEntity entity;
  private final Flow flow;
  private final Standoffs standoffs;
  private final WorkingSet records;
  private final Set<RecordId> makesWay = new HashSet<>();

  Collisions(SyncEntity entity, Flow flow, Standoffs standoffs, WorkingSet records) {
    this.entity = entity;
    this.flow = flow;
    this.standoffs = standoffs;
    this.records = records;
  }

  /** Whether a record is to make way now, which is something new to be done. */
  boolean makesWay(RecordId record) {
    return makesWay.contains(record);
  }

  void end(RecordId written) {
    standoffs.end(written);
  }

  /**
   * @param owner the record, another one, that is linked to what the write met
   */
  WriteResult with(RecordId owner, Answered answered, WriteResult told) {
    boolean gone = !shown(owner).alive();
    if (gone && told instanceof WriteResult.Applied) {
      records.unlink(owner, flow.system());
      return told;
    }
    if (!gone && !new Attention(entity).isPending(records.get(owner).state(), flow.system())) {
      return duplicate(answered, "the record it meets is linked to another");
    }
    RecordId id = answered.write().record().id();
    if (gone || !standoffs.add(id, owner, wanted(answered, owner))) {
      return new WriteResult.Unavailable();
    }
    makesWay.add(id);
    return answered.write().inFlight().unknown() ? told : new WriteResult.Unavailable();
  }

  /** The write met nothing, itself, or what is no record yet. */
  WriteResult withNone(Answered answered, WriteResult told) {
    boolean update = answered.write().inFlight().kind() == WriteKind.UPDATE;
    if (update && told instanceof WriteResult.Duplicate) {
      return duplicate(answered, "what it meets is linked to no record");
    }
    return told instanceof WriteResult.Rejected rejected ? refused(answered, rejected) : told;
  }

  /** Where the system refuses to have no value for a while, it may take a made-up one. */
  WriteResult refused(Answered answered, WriteResult.Rejected rejected) {
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

  private static WriteResult duplicate(Answered answered, String why) {
    String met = answered.key().map(key -> ": key=" + key).orElse("");
    return new WriteResult.Rejected("duplicate: " + why + met, Set.of());
  }

  /** The fields in which a write would show what another record shows now. */
  private Set<String> wanted(Answered answered, RecordId owner) {
    Registers shown = shown(owner);
    Set<String> wanted = new HashSet<>();
    Row values = answered.write().inFlight().registers().values();
    values.forEach(
        (field, value) -> {
          Value form = entity.reconciler().rules().show(flow.system(), field, value);
          if (shown.get(field).map(Register::value).equals(Optional.of(form))) {
            wanted.add(field);
          }
        });
    return wanted;
  }

  private Registers shown(RecordId record) {
    return records.get(record).state().holding(flow.system()).orElseThrow().registers();
  }
}
