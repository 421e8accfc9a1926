package io.syncline.engine;

import io.syncline.mapping.Denormalised;
import io.syncline.mapping.Reject;
import io.syncline.model.Row;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.spi.Contents;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.store.Link;
import io.syncline.store.StoredRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A write in flight, in the system's own terms.
 *
 * @param record as the store keeps it
 * @param rejects what the mapping could not make native; then the write is not sent
 */
record Outgoing(StoredRecord record, InFlight inFlight, Write write, List<Reject> rejects) {

  /**
   * @param keys of the records that it names
   */
  static Outgoing of(
      SyncEntity entity,
      Flow flow,
      String identity,
      StoredRecord record,
      InFlight inFlight,
      RecordsToKeys keys) {
    Row old = oldRow(flow, record, keys);
    Denormalised fields = fields(flow, inFlight, old, keys);
    Optional<Link> link = Optional.ofNullable(record.links().get(flow.system()));
    WriteKind kind = kind(inFlight.kind());
    Write write =
        new Write(
            identity
                + "/"
                + entity.name()
                + "/"
                + record.id().value()
                + "/"
                + flow.system()
                + "/"
                + inFlight.number(),
            kind,
            kind == WriteKind.CREATE ? Optional.empty() : link.map(Link::key),
            fields.row(),
            precondition(flow, inFlight, old),
            inFlight.unknown(),
            inFlight.since(),
            Contents.NONE);
    return new Outgoing(record, inFlight, write, fields.rejects());
  }

  private static Denormalised fields(Flow flow, InFlight inFlight, Row old, RecordsToKeys keys) {
    Row values = keys.keys(inFlight.registers().values());
    return switch (inFlight.kind()) {
      case CREATE -> flow.mapping().put(values);
      case UPDATE -> flow.mapping().put(values, old);
      case DELETE -> new Denormalised(Row.empty(), List.of());
    };
  }

  boolean fits() {
    return rejects.isEmpty();
  }

  Set<String> rejectedFields() {
    return rejects.stream().map(Reject::field).collect(Collectors.toSet());
  }

  String why() {
    return Reasons.of(rejects);
  }

  /** What the system shows now, as far as we know; empty where it has no such record. */
  private static Row oldRow(Flow flow, StoredRecord record, RecordsToKeys keys) {
    Link link = record.links().get(flow.system());
    Optional<Holding> holding = record.state().holding(flow.system());
    return link == null || holding.isEmpty() || !holding.get().alive()
        ? Row.empty()
        : Rows.lastSeen(
            flow.mapping(), keys.keys(holding.get().registers().values()), link.forms());
  }

  private static WriteKind kind(io.syncline.reconcile.WriteKind kind) {
    return switch (kind) {
      case CREATE -> WriteKind.CREATE;
      case UPDATE -> WriteKind.UPDATE;
      case DELETE -> WriteKind.DELETE;
    };
  }

  private static Precondition precondition(Flow flow, InFlight inFlight, Row old) {
    return inFlight
        .precondition()
        .match(
            new io.syncline.reconcile.Precondition.Cases<Precondition>() {
              @Override
              public Precondition token(io.syncline.reconcile.Precondition.Token token) {
                return new Precondition.VersionIs(token.version());
              }

              @Override
              public Precondition values(io.syncline.reconcile.Precondition.Values values) {
                return new Precondition.FieldsAre(
                    old.only(flow.mapping().nativeFields(values.shown().names())));
              }

              @Override
              public Precondition absent(io.syncline.reconcile.Precondition.Absent absent) {
                return new Precondition.Absent();
              }
            });
  }
}
