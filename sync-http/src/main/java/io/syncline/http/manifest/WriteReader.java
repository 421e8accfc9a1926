package io.syncline.http.manifest;

import io.syncline.spi.WriteKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/** Reads {@code write} of one dataset. */
final class WriteReader {

  private final Section section;
  private final List<String> key;

  WriteReader(Section section, List<String> key) {
    this.section = section;
    this.key = key;
  }

  WriteSpec read() {
    Map<WriteKind, WriteSpec.Single> calls = new EnumMap<>(WriteKind.class);
    single(WriteKind.CREATE, Set.of(WriteSpec.ID, SoapReader.RECORD), calls);
    single(WriteKind.UPDATE, Set.of(WriteSpec.ID, WriteSpec.VERSION, SoapReader.RECORD), calls);
    single(WriteKind.DELETE, Set.of(WriteSpec.ID, WriteSpec.VERSION), calls);
    WriteSpec write =
        new WriteSpec(
            Optional.ofNullable(calls.get(WriteKind.CREATE)),
            Optional.ofNullable(calls.get(WriteKind.UPDATE)),
            Optional.ofNullable(calls.get(WriteKind.DELETE)),
            section.section("batch").map(batch -> new BatchReader(batch, key, calls).read()),
            section.section("bulk").map(bulk -> new BulkReader(bulk, key).read()),
            section.flag("compareBefore"));
    write
        .bulk()
        .filter(bulk -> !bulk.operations().keySet().stream().allMatch(write::takes))
        .ifPresent(
            bulk ->
                section.fault(
                    "bulk",
                    "must have operations that can be made without a job: it leaves some over"));
    onlyCreatesAreForgotten(write);
    comparesSomething(write);
    namesVersionsOnce(write);
    section.end();
    return write;
  }

  private void single(WriteKind kind, Set<String> more, Map<WriteKind, WriteSpec.Single> into) {
    section.section(WriteSpec.word(kind)).ifPresent(each -> into.put(kind, single(each, more)));
  }

  private WriteSpec.Single single(Section kind, Set<String> more) {
    boolean sendsRecord = more.contains(SoapReader.RECORD);
    Set<String> inEnvelope = new TreeSet<>(more);
    inEnvelope.addAll(key);
    WriteSpec.Answers answers =
        kind.word("answers", List.of("record", "key", "location", "nothing"), WriteReader::answers)
            .orElse(WriteSpec.Answers.NOTHING);
    Optional<String> missing =
        kind.word("missingIs", List.of("unchanged", "missing"), Optional::of);
    Call bare = kind.requiredCall("call", new TreeSet<>(key), inEnvelope);
    Call call = bare.with(kind.body("body", bare, inBody(more)));
    WriteSpec.Single single =
        new WriteSpec.Single(
            call,
            kind.section("ifVersion")
                .map(each -> IfVersionReader.read(each, List.of(call), sendsRecord)),
            kind.flag("ifNoneMatch"),
            kind.section("idempotency").map(this::idempotency),
            answers,
            kind.pointer("record").orElse(JsonPointer.empty()),
            missing.orElse("unchanged").equals("unchanged"));
    kind.end();
    return single;
  }

  private Set<String> inBody(Set<String> more) {
    Set<String> variables = new TreeSet<>(more);
    key.forEach(field -> variables.add(BodyTemplate.KEY + field));
    if (more.contains(SoapReader.RECORD)) {
      variables.add(WriteSpec.FIELDS);
    }
    return variables;
  }

  private static Optional<WriteSpec.Answers> answers(String word) {
    return Optional.of(WriteSpec.Answers.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  private WriteSpec.IdempotencyHeader idempotency(Section section) {
    Optional<Duration> ttl = section.optionalDuration("ttl");
    if (ttl.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
      section.fault("ttl", "must be longer than none");
    }
    WriteSpec.IdempotencyHeader header =
        new WriteSpec.IdempotencyHeader(
            section.requiredText("header"),
            section.flag("quoted"),
            ttl,
            section.section("find").map(WriteReader::find));
    if (section.has("find") && !section.has("ttl")) {
      section.fault("find", "must come with ttl: until then a create is sent again");
    }
    section.end();
    return header;
  }

  private static WriteSpec.Find find(Section section) {
    Call call = section.requiredCall("call", Set.of(WriteSpec.ID, SoapReader.RECORD));
    if (section.has("call") && call.variables().isEmpty()) {
      section.fault("call", "must use what the create wrote, such as {record.email}");
    }
    WriteSpec.Find find =
        new WriteSpec.Find(call, section.pointer("records").orElse(JsonPointer.empty()));
    section.end();
    return find;
  }

  private void comparesSomething(WriteSpec write) {
    boolean compares = Stream.of(WriteKind.values()).anyMatch(kind -> write.compares(kind, key));
    if (write.compareBefore() && !compares) {
      section.fault("compareBefore", "must not be given: the service compares all that is written");
    }
    if (write.create().filter(WriteSpec.Single::ifNoneMatch).isPresent() && !write.namesKey(key)) {
      section.fault("create", "must not have ifNoneMatch: its call does not name the key");
    }
    Map.of("update", write.update(), "delete", write.delete())
        .forEach(
            (name, kind) -> {
              if (kind.filter(WriteSpec.Single::ifNoneMatch).isPresent()) {
                section.fault(name, "must not have ifNoneMatch: it changes what is there");
              }
            });
  }

  /** What an item has beside its call must not be in the call as well. */
  private void namesVersionsOnce(WriteSpec write) {
    Optional<RequestsSpec> requests = write.batch().flatMap(WriteSpec.Batch::requests);
    if (requests.flatMap(each -> each.places().ifVersion()).isEmpty()) {
      return;
    }
    for (WriteKind kind : List.of(WriteKind.UPDATE, WriteKind.DELETE)) {
      if (write
          .single(kind)
          .flatMap(WriteSpec.Single::ifVersion)
          .filter(to -> !to.isHeader())
          .isPresent()) {
        section.fault(
            "batch.requests.ifVersion",
            "must not be given: " + WriteSpec.word(kind) + " has its version elsewhere");
      }
    }
  }

  /** Only a create of a key that the service gives can make what is not known by its key. */
  private void onlyCreatesAreForgotten(WriteSpec write) {
    Map.of("update", write.update(), "delete", write.delete())
        .forEach(
            (name, kind) -> {
              if (kind.flatMap(WriteSpec.Single::idempotency).flatMap(i -> i.find()).isPresent()) {
                section.fault(name, "must not have find: what it changes is known by its key");
              }
            });
    if (write.namesKey(key) && write.remembersCreates().isPresent()) {
      section.fault("create", "must not have ttl: its call names the key, and can be repeated");
    }
  }
}
