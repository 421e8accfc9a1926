package io.syncline.http.manifest;

import io.syncline.spi.WriteKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    WriteSpec write =
        new WriteSpec(
            section
                .section("create")
                .map(create -> single(create, Set.of(WriteSpec.ID, SoapReader.RECORD))),
            section
                .section("update")
                .map(
                    update ->
                        single(update, Set.of(WriteSpec.ID, WriteSpec.VERSION, SoapReader.RECORD))),
            section
                .section("delete")
                .map(delete -> single(delete, Set.of(WriteSpec.ID, WriteSpec.VERSION))),
            section.section("batch").map(this::batch),
            section.section("bulk").map(bulk -> new BulkReader(bulk, key).read()));
    write
        .bulk()
        .filter(bulk -> !bulk.operations().keySet().stream().allMatch(write::takes))
        .ifPresent(
            bulk ->
                section.fault(
                    "bulk",
                    "must have operations that can be made without a job: it leaves some over"));
    onlyCreatesAreForgotten(write);
    section.end("outcome");
    return write;
  }

  private WriteSpec.Single single(Section kind, Set<String> more) {
    Set<String> inEnvelope = new TreeSet<>(more);
    inEnvelope.addAll(key);
    WriteSpec.Answers answers =
        kind.word("answers", List.of("record", "key", "nothing"), WriteReader::answers)
            .orElse(WriteSpec.Answers.NOTHING);
    Optional<String> missing =
        kind.word("missingIs", List.of("unchanged", "missing"), Optional::of);
    Call call = kind.requiredCall("call", new TreeSet<>(key), inEnvelope);
    WriteSpec.Single single =
        new WriteSpec.Single(
            call.with(kind.body("body", call, inBody(more))),
            kind.section("ifVersion").map(WriteReader::ifVersion),
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

  static WriteSpec.IfVersion ifVersion(Section section) {
    WriteSpec.IfVersion condition =
        new WriteSpec.IfVersion(section.requiredText("header"), section.flag("quoted"));
    section.end("field", "query");
    return condition;
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

  /** Only a create of a key that the service gives can make what is not known by its key. */
  private void onlyCreatesAreForgotten(WriteSpec write) {
    Map.of("update", write.update(), "delete", write.delete())
        .forEach(
            (name, kind) -> {
              if (kind.flatMap(WriteSpec.Single::idempotency).flatMap(i -> i.find()).isPresent()) {
                section.fault(name, "must not have find: what it changes is known by its key");
              }
            });
    boolean named = write.create().filter(each -> each.call().names(key)).isPresent();
    if (named && write.remembersCreates().isPresent()) {
      section.fault("create", "must not have ttl: its call names the key, and can be repeated");
    }
  }

  private WriteSpec.Batch batch(Section batch) {
    Set<String> variables =
        new TreeSet<>(Set.of(WriteSpec.ID, WriteSpec.KIND, WriteSpec.VERSION, SoapReader.RECORD));
    variables.addAll(key);
    Call call = batch.requiredCallOfMany("call", variables);
    WriteSpec.Batch spec = call.soap().isPresent() ? ofEnvelope(batch, call) : ofBody(batch, call);
    batch.end("outcome", "atomic");
    return spec;
  }

  private WriteSpec.Batch ofBody(Section batch, Call call) {
    WriteSpec.Batch spec =
        new WriteSpec.Batch(
            call,
            batch.integer("max", 100, 1),
            batch.requiredPointer("records"),
            item(batch.requiredSection("item")),
            result(batch.requiredSection("result")));
    if (spec.result().by().isPresent() && spec.item().reference().isEmpty()) {
      batch.fault("item", "must have a reference: the result is found by it");
    }
    return spec;
  }

  /** The elements for its items say what {@code item} would. */
  private WriteSpec.Batch ofEnvelope(Section batch, Call call) {
    for (String name : List.of("records", "item")) {
      if (batch.has(name)) {
        batch.fault(
            name, "must not be given with soap, whose envelope has elements for each write");
      }
    }
    Set<String> elements = call.soap().orElseThrow().envelope().kinds();
    Map<WriteKind, String> kinds = new EnumMap<>(WriteKind.class);
    Stream.of(WriteKind.values())
        .filter(kind -> elements.contains(WriteSpec.word(kind)))
        .forEach(kind -> kinds.put(kind, WriteSpec.word(kind)));
    WriteSpec.Item item =
        new WriteSpec.Item(
            Optional.empty(),
            Optional.empty(),
            kinds,
            Map.of(),
            JsonPointer.empty(),
            Optional.empty(),
            Optional.empty());
    WriteSpec.Batch spec =
        new WriteSpec.Batch(
            call,
            batch.integer("max", 100, 1),
            JsonPointer.empty(),
            item,
            result(batch.requiredSection("result")));
    for (WriteKind kind : kinds.keySet()) {
      Set<String> used = spec.variables(kind).orElseThrow();
      if (spec.result().by().isPresent() && !used.contains(WriteSpec.ID)) {
        uses(batch, kind, WriteSpec.ID, "the result is found by it");
      }
      key.stream()
          .filter(field -> kind != WriteKind.CREATE && !used.contains(field))
          .forEach(field -> uses(batch, kind, field, "it is a part of the key"));
    }
    return spec;
  }

  private static void uses(Section batch, WriteKind kind, String variable, String why) {
    batch.fault("call", "must use {" + variable + "} in each " + WriteSpec.word(kind) + ": " + why);
  }

  private WriteSpec.Item item(Section item) {
    Section kind = item.requiredSection("kind");
    Map<WriteKind, String> kinds = new EnumMap<>(WriteKind.class);
    for (WriteKind each : WriteKind.values()) {
      kind.text(WriteSpec.word(each)).ifPresent(word -> kinds.put(each, word));
    }
    Optional<JsonPointer> kindAt = kind.pointer("at");
    if (kinds.isEmpty() || (kindAt.isEmpty() && kinds.size() > 1)) {
      item.fault("kind", "must name the kinds that the batch takes, and at which place");
    }
    kind.end();
    WriteSpec.Item spec =
        new WriteSpec.Item(
            item.pointer("reference"),
            kindAt,
            kinds,
            keys(item),
            item.pointer("fields").orElse(JsonPointer.empty()),
            item.pointer("ifVersion"),
            item.pointer("idempotency"));
    item.end();
    return spec;
  }

  private Map<String, JsonPointer> keys(Section item) {
    Map<String, JsonPointer> places = new TreeMap<>();
    Section section = item.requiredSection("key");
    for (String field : key) {
      places.put(field, section.requiredPointer(field));
    }
    section.end();
    return places;
  }

  private static WriteSpec.Result result(Section result) {
    Optional<String> missing =
        result.word("missingIs", List.of("unknown", "not-attempted"), Optional::of);
    WriteSpec.Result spec =
        new WriteSpec.Result(
            result.requiredPointer("items"),
            result.pointer("by"),
            result.pointer("status"),
            result.section("success").map(ConnectionReader::bodyIs),
            result.section("failure").map(ConnectionReader::failure),
            result.pointer("version"),
            result.pointer("record"),
            missing.orElse("unknown").equals("unknown"));
    if (spec.status().isPresent() == spec.success().isPresent()) {
      result.fault("status", "must be given, or success, and one of them only");
    }
    result.end("index");
    return spec;
  }
}
