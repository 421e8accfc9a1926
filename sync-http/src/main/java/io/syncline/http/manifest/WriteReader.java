package io.syncline.http.manifest;

import io.syncline.spi.WriteKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
            section.section("batch").map(this::batch));
    section.end("outcome", "bulk");
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
    WriteSpec.Single single =
        new WriteSpec.Single(
            kind.requiredCall("call", new TreeSet<>(key), inEnvelope),
            kind.section("ifVersion").map(WriteReader::ifVersion),
            kind.section("idempotency").map(WriteReader::idempotency),
            answers,
            kind.pointer("record").orElse(JsonPointer.empty()),
            missing.orElse("unchanged").equals("unchanged"));
    kind.end();
    return single;
  }

  private static Optional<WriteSpec.Answers> answers(String word) {
    return Optional.of(WriteSpec.Answers.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  private static WriteSpec.IfVersion ifVersion(Section section) {
    WriteSpec.IfVersion condition =
        new WriteSpec.IfVersion(section.requiredText("header"), section.flag("quoted"));
    section.end("field", "query");
    return condition;
  }

  private static WriteSpec.IdempotencyHeader idempotency(Section section) {
    WriteSpec.IdempotencyHeader header =
        new WriteSpec.IdempotencyHeader(section.requiredText("header"), section.flag("quoted"));
    section.end("ttl");
    return header;
  }

  private WriteSpec.Batch batch(Section batch) {
    WriteSpec.Batch spec =
        new WriteSpec.Batch(
            batch.requiredCall("call", new TreeSet<>()),
            batch.integer("max", 100, 1),
            batch.requiredPointer("records"),
            item(batch.requiredSection("item")),
            result(batch.requiredSection("result")));
    if (spec.result().by().isPresent() && spec.item().reference().isEmpty()) {
      batch.fault("item", "must have a reference: the result is found by it");
    }
    batch.end("outcome", "atomic");
    return spec;
  }

  private WriteSpec.Item item(Section item) {
    Section kind = item.requiredSection("kind");
    Map<WriteKind, String> kinds = new EnumMap<>(WriteKind.class);
    for (WriteKind each : WriteKind.values()) {
      kind.text(each.name().toLowerCase(Locale.ROOT)).ifPresent(word -> kinds.put(each, word));
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
            result.requiredPointer("status"),
            result.pointer("version"),
            result.pointer("record"),
            missing.orElse("unknown").equals("unknown"));
    result.end("index");
    return spec;
  }
}
