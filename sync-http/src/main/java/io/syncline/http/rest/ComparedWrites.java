package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.manifest.ModifiedTime;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Image;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes whose conditions are compared here, with what their records show right before. What
 * somebody changes between the two is written over, unless the service compares times: then a write
 * has to wait until its version's second is over, and it refuses what is changed later.
 */
final class ComparedWrites {

  private final Beforehand beforehand;
  private final WriteSpec spec;
  private final Records records;

  ComparedWrites(Beforehand beforehand, WriteSpec spec, Records records) {
    this.beforehand = beforehand;
    this.spec = spec;
    this.records = records;
  }

  /** Whether the condition of a write is compared here. */
  boolean takes(Write write) {
    return spec.compares(write.kind(), records.keyFields())
        && !(write.precondition() instanceof Precondition.Exists)
        && (write.precondition() instanceof Precondition.VersionIs || !needsVersion(write))
        && records.key(write).isPresent();
  }

  /** What is sent has it, and would change anything without. */
  private boolean needsVersion(Write write) {
    return write.kind() != WriteKind.CREATE && spec.isDated(write.kind());
  }

  /** Those of them that are not to be sent, with what became of them, by their ids. */
  Map<String, Sending.Result> held(List<Write> writes, Deadline deadline) {
    List<Write> compared = writes.stream().filter(this::takes).toList();
    if (compared.isEmpty()) {
      return Map.of();
    }
    Beforehand.Looks looks =
        beforehand.look(compared.stream().flatMap(each -> records.key(each).stream()), deadline);
    Map<String, Sending.Result> held = new HashMap<>();
    for (Write write : compared) {
      looks
          .failure()
          .or(() -> objection(write, looks).map(Sending.Result::of))
          .ifPresent(result -> held.put(write.id(), result));
    }
    return held;
  }

  private Optional<WriteOutcome> objection(Write write, Beforehand.Looks looks) {
    NativeKey key = records.key(write).orElseThrow();
    PointRead read = looks.at(key);
    if (read instanceof PointRead.Denied denied) {
      return Optional.of(new WriteOutcome.Denied(denied.reason()));
    }
    if (!(read instanceof PointRead.Found found)) {
      return absent(write);
    }
    Image there = found.image();
    boolean isOwn = write.repeated() && shows(there.row(), write.fields());
    if (write.kind() == WriteKind.CREATE) {
      return Optional.of(
          isOwn
              ? new WriteOutcome.Unchanged(found.key(), there.version())
              : new WriteOutcome.Duplicate(
                  Optional.of(found.key()), "there is a record of this key"));
    }
    if (holds(write.precondition(), there)) {
      return spec.isDated(write.kind()) ? tooYoung(write, looks.date(key)) : Optional.empty();
    }
    return Optional.of(
        isOwn && write.kind() == WriteKind.UPDATE
            ? new WriteOutcome.Unchanged(found.key(), there.version())
            : new WriteOutcome.Stale(Optional.of(there)));
  }

  /** Whether what somebody changes right now could have the second of the version. */
  private Optional<WriteOutcome> tooYoung(Write write, Optional<Instant> date) {
    Optional<ModifiedTime> time = records.modified().filter(each -> !each.weak());
    Optional<String> version = WriteVariables.version(write);
    if (time.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    if (date.isEmpty()) {
      return Optional.of(
          Outcomes.unsupported(
              "no "
                  + write.kind()
                  + " where answers have no Date, by which the times of versions are told to be"
                  + " over: see version.weak"));
    }
    return time.get().isOver(version.get(), date.get())
        ? Optional.empty()
        : Optional.of(
            new WriteOutcome.Blocked(
                "the second of its version, which is not over by the service's clock: "
                    + version.get()));
  }

  private Optional<WriteOutcome> absent(Write write) {
    if (write.kind() == WriteKind.CREATE) {
      return Optional.empty();
    }
    boolean missingIsUnchanged =
        spec.delete().map(WriteSpec.Single::missingIsUnchanged).orElse(true);
    return Optional.of(Outcomes.missing(write, missingIsUnchanged));
  }

  private static boolean holds(Precondition condition, Image there) {
    if (condition instanceof Precondition.VersionIs is) {
      return there.version().equals(Optional.of(is.version()));
    }
    return condition instanceof Precondition.FieldsAre are && shows(there.row(), are.fields());
  }

  /** A field that the record lacks counts as null. */
  private static boolean shows(Row row, Row fields) {
    return fields.names().stream()
        .allMatch(
            name -> row.get(name).orElse(Value.NULL).equals(fields.get(name).orElse(Value.NULL)));
  }
}
