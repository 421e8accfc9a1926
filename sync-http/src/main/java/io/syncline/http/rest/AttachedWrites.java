package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.manifest.AttachmentSpec;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.model.LargeObject;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Image;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes what records refer to: each write is of one attachment and of nothing else. What is too
 * long for the service goes as what stands for it, in a field of the record, where the manifest
 * names one.
 */
final class AttachedWrites {

  private final WebService service;
  private final WriteSpec spec;
  private final Records records;
  private final Beforehand beforehand;
  private final Map<String, AttachmentSpec> attachments = new HashMap<>();

  AttachedWrites(
      WebService service, DatasetManifest manifest, Records records, Beforehand beforehand) {
    this.service = service;
    this.records = records;
    spec = manifest.write();
    this.beforehand = beforehand;
    manifest
        .attachments()
        .forEach(each -> each.fields().forEach(field -> attachments.put(field, each)));
  }

  /** One write, as far as it has come. */
  private static final class Going {
    private final Write write;
    private final AttachmentSpec.Writing writing;
    private final Optional<LargeObject> content;
    private Optional<Row> there = Optional.empty();
    private Optional<String> version;

    Going(Write write, AttachmentSpec.Writing writing, Optional<LargeObject> content) {
      this.write = write;
      this.writing = writing;
      this.content = content;
      version = WriteVariables.version(write);
    }

    boolean isReferred() {
      return content.filter(wanted -> wanted.length() > writing.max()).isPresent();
    }

    /** What stands for another content must not stay in its place. */
    boolean isToLetGo() {
      return writing
          .reference()
          .flatMap(field -> there.flatMap(row -> row.get(field)))
          .filter(value -> !value.isNull())
          .isPresent();
    }
  }

  /** Whether a write is one of these. */
  boolean takes(Write write) {
    return !Collections.disjoint(attachments.keySet(), write.fields().names());
  }

  /** What became of each, by its id; {@code told} takes the results of what was asked and sent. */
  Map<String, WriteOutcome> write(
      List<Write> writes, List<Sending.Result> told, Deadline deadline) {
    Map<String, WriteOutcome> found = new HashMap<>();
    List<Going> going = new ArrayList<>();
    for (Write write : writes) {
      unfit(write).ifPresentOrElse(no -> found.put(write.id(), no), () -> going.add(going(write)));
    }
    look(going, found, told, deadline);
    going.removeIf(each -> found.containsKey(each.write.id()));
    refer(going, found, told, deadline);
    going.removeIf(each -> found.containsKey(each.write.id()));
    Map<Going, Sending> sendings = new LinkedHashMap<>();
    going.forEach(
        each ->
            sendings.put(
                each,
                new AttachedSending(
                    service, each.writing, records, each.write, each.content, each.version)));
    send(sendings, told, deadline).forEach((each, outcome) -> found.put(each.write.id(), outcome));
    return found;
  }

  private Going going(Write write) {
    String field = write.fields().names().get(0);
    AttachmentSpec attachment = Objects.requireNonNull(attachments.get(field));
    return new Going(
        write,
        attachment.writing().orElseThrow(),
        write.fields().get(field).flatMap(LargeObject::of));
  }

  /** What cannot be done whatever the service says. */
  private Optional<WriteOutcome> unfit(Write write) {
    if (write.kind() != WriteKind.UPDATE || write.fields().names().size() != 1) {
      return Optional.of(Outcomes.unsupported("an attachment is written by itself, in an update"));
    }
    String field = write.fields().names().get(0);
    AttachmentSpec attachment = Objects.requireNonNull(attachments.get(field));
    if (attachment.writing().isEmpty() || !attachment.name().equals(field)) {
      return rejected(field, "must not be written: it is of an attachment");
    }
    AttachmentSpec.Writing writing = attachment.writing().get();
    Value value = write.fields().get(field).orElseThrow();
    Optional<LargeObject> content = LargeObject.of(value);
    if (value.isNull()) {
      return writing.clear().isPresent()
          ? condition(write, writing)
          : rejected(field, "must have a content: the service has no call that takes it away");
    }
    if (content.isEmpty()) {
      return rejected(field, "must stand for a content, as sha-256:DIGEST:LENGTH");
    }
    if (content.get().length() > writing.max()) {
      return writing.reference().isPresent()
          ? condition(write, writing)
          : rejected(field, "must not be longer than max: " + writing.max() + " bytes");
    }
    return isThere(write, content.get())
        ? condition(write, writing)
        : Optional.of(new WriteOutcome.Blocked("the content of " + field + ", which nobody has"));
  }

  private Optional<WriteOutcome> condition(Write write, AttachmentSpec.Writing writing) {
    Precondition condition = write.precondition();
    if (!(condition instanceof Precondition.Exists)
        && !(condition instanceof Precondition.VersionIs)) {
      return Optional.of(
          Outcomes.unsupported("no UPDATE under " + condition.getClass().getSimpleName()));
    }
    return writing
        .ifVersion()
        .flatMap(to -> WriteVariables.version(write).flatMap(token -> records.misfit(to, token)))
        .flatMap(error -> rejected(error.field(), error.message()));
  }

  private static boolean isThere(Write write, LargeObject content) {
    try (InputStream in = write.contents().open(content).orElse(null)) {
      return in != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<WriteOutcome> rejected(String field, String message) {
    return Optional.of(
        new WriteOutcome.Rejected(
            "UNFIT", field + " " + message, List.of(new FieldError(field, message))));
  }

  /**
   * Reads records whose version the service does not compare, as close before the write as can be,
   * and those that may hold what stands for a content.
   */
  private void look(
      List<Going> going,
      Map<String, WriteOutcome> found,
      List<Sending.Result> told,
      Deadline deadline) {
    List<Going> looked =
        going.stream()
            .filter(
                each ->
                    each.writing.reference().isPresent()
                        || (each.version.isPresent() && each.writing.ifVersion().isEmpty()))
            .toList();
    if (looked.isEmpty()) {
      return;
    }
    Beforehand.Looks looks =
        beforehand.look(looked.stream().map(each -> each.write.key().orElseThrow()), deadline);
    looks.failure().ifPresent(told::add);
    for (Going each : looked) {
      if (looks.failure().isPresent()) {
        found.put(each.write.id(), looks.failure().get().outcome());
        continue;
      }
      PointRead read = looks.at(each.write.key().orElseThrow());
      if (read instanceof PointRead.Found there) {
        each.there = Optional.of(there.image().row());
        stale(each, there.image()).ifPresent(stale -> found.put(each.write.id(), stale));
      } else {
        found.put(
            each.write.id(),
            read instanceof PointRead.Denied denied
                ? new WriteOutcome.Denied(denied.reason())
                : new WriteOutcome.Missing());
      }
    }
  }

  private static Optional<WriteOutcome> stale(Going going, Image there) {
    boolean other =
        going.version.isPresent() && !there.version().equals(going.version.map(Version::opaque));
    return other ? Optional.of(new WriteOutcome.Stale(Optional.of(there))) : Optional.empty();
  }

  /** What is too long goes as what stands for it, and nothing of that stays beside a content. */
  private void refer(
      List<Going> going,
      Map<String, WriteOutcome> found,
      List<Sending.Result> told,
      Deadline deadline) {
    Map<Going, Sending> sendings = new LinkedHashMap<>();
    for (Going each : going) {
      if (each.isReferred() || each.isToLetGo()) {
        Value value =
            each.isReferred() ? Value.of(each.content.orElseThrow().toString()) : Value.NULL;
        Write write =
            new Write(
                each.write.id(),
                WriteKind.UPDATE,
                each.write.key(),
                Row.of(each.writing.reference().orElseThrow(), value),
                each.write.precondition(),
                each.write.repeated());
        WriteSpec.Single update = spec.update().orElseThrow();
        boolean repeatable = update.isRememberedFor(deadline.remaining());
        sendings.put(each, new SingleSending(service, update, records, write, repeatable));
      }
    }
    send(sendings, told, deadline)
        .forEach(
            (each, outcome) -> {
              if (!(outcome instanceof WriteOutcome.Applied applied)) {
                found.put(each.write.id(), outcome);
              } else if (each.isReferred()) {
                found.put(
                    each.write.id(),
                    new WriteOutcome.Applied(applied.key(), applied.version(), Optional.empty()));
              } else {
                letGo(each, applied, found);
              }
            });
  }

  /** The record has another version now; where the service does not tell which, it is read. */
  private static void letGo(
      Going going, WriteOutcome.Applied applied, Map<String, WriteOutcome> found) {
    Optional<String> version = applied.version().map(each -> ((Version.Opaque) each).token());
    if (going.version.isPresent() && version.isEmpty()) {
      found.put(going.write.id(), new WriteOutcome.Stale(Optional.empty()));
    }
    going.version = version;
  }

  private Map<Going, WriteOutcome> send(
      Map<Going, Sending> sendings, List<Sending.Result> told, Deadline deadline) {
    List<Going> order = List.copyOf(sendings.keySet());
    List<List<Sending.Result>> results =
        new Dispatch(service, deadline).run(List.copyOf(sendings.values()));
    results.forEach(told::addAll);
    Map<Going, WriteOutcome> outcomes = new LinkedHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      outcomes.put(order.get(i), results.get(i).get(0).outcome());
    }
    return outcomes;
  }
}
