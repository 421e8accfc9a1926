package io.syncline.http.manifest;

import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Formats;
import io.syncline.spi.WriteKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonPointer;

/** Reads {@code write.bulk} of one dataset. */
final class BulkReader {

  private static final Set<String> OF_NONE = Set.of(BulkSpec.OPERATION, BulkSpec.NAME);
  private static final Set<String> OF_ONE = Set.of(BulkSpec.ID, BulkSpec.OPERATION);
  private static final int LEAST = 200;
  private static final int MAX = 10_000;
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Section section;
  private final List<String> key;

  BulkReader(Section section, List<String> key) {
    this.section = section;
    this.key = key;
  }

  BulkSpec read() {
    Codec codec =
        section.section("codec").map(CodecReader::rows).orElseGet(() -> Codec.JSON.as(Formats.CSV));
    Map<WriteKind, String> operations = operations();
    BulkSpec spec =
        new BulkSpec(
            operations,
            open(section.requiredSection("open")),
            upload(section.requiredSection("upload"), operations, codec),
            section.section("close").map(BulkReader::step),
            poll(section.requiredSection("poll")),
            results(section.requiredSection("results"), codec),
            step(section.requiredSection("abort")),
            codec,
            section.integer("least", LEAST, 1),
            section.integer("max", MAX, 1));
    if (spec.max() < spec.least()) {
      section.fault("max", "must be at least least, " + spec.least() + ": " + spec.max());
    }
    if (spec.results().by().isPresent() && spec.upload().row().reference().isEmpty()) {
      section.fault("results", "must not say by without a reference in upload.row");
    }
    section.end();
    return spec;
  }

  private Map<WriteKind, String> operations() {
    Map<WriteKind, String> words = new EnumMap<>(WriteKind.class);
    Section operations = section.requiredSection("operations");
    for (WriteKind kind : WriteKind.values()) {
      operations.text(WriteSpec.word(kind)).ifPresent(word -> words.put(kind, word));
    }
    operations.end();
    if (words.isEmpty() && section.has("operations")) {
      section.fault("operations", "must name what jobs do, such as {create: insert}");
    }
    return words;
  }

  private static BulkSpec.Open open(Section open) {
    BulkSpec.Open spec =
        new BulkSpec.Open(
            new BulkSpec.Step(open.requiredCall("call", OF_NONE), open.body("body", OF_NONE)),
            open.requiredPointer("id"));
    open.end();
    return spec;
  }

  private static BulkSpec.Step step(Section step) {
    BulkSpec.Step spec =
        new BulkSpec.Step(step.requiredCall("call", OF_ONE), step.body("body", OF_ONE));
    step.end();
    return spec;
  }

  private BulkSpec.Upload upload(Section upload, Map<WriteKind, String> operations, Codec codec) {
    Section row = upload.requiredSection("row");
    boolean keyed = operations.keySet().stream().anyMatch(kind -> kind != WriteKind.CREATE);
    WriteSpec.Item item =
        new WriteSpec.Item(
            row.pointer("reference"),
            Optional.empty(),
            operations,
            keyed || row.has("key") ? places(row.requiredSection("key")) : Map.of(),
            row.pointer("fields").orElse(JsonPointer.empty()),
            IfVersionReader.place(row),
            row.pointer("idempotency"));
    BulkSpec.Upload spec =
        new BulkSpec.Upload(
            upload.requiredCall("call", OF_ONE),
            item,
            row.text("cleared"),
            row.word("empty", List.of("unchanged", "clears"), BulkReader::empty));
    for (String name : List.of("cleared", "empty")) {
      if (row.has(name) && !codec.encode().format().isTable()) {
        row.fault(name, "must not be given but with csv: others tell null from nothing");
      }
    }
    row.end();
    upload.end();
    return spec;
  }

  private static Optional<BulkSpec.EmptyCell> empty(String word) {
    return Optional.of(BulkSpec.EmptyCell.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  private Map<String, JsonPointer> places(Section places) {
    Map<String, JsonPointer> found = new TreeMap<>();
    for (String field : key) {
      found.put(field, places.requiredPointer(field));
    }
    places.end();
    return found;
  }

  private static BulkSpec.Poll poll(Section poll) {
    BulkSpec.Poll spec =
        new BulkSpec.Poll(
            poll.requiredCall("call", OF_ONE),
            poll.requiredPointer("at"),
            Set.copyOf(states(poll, "open")),
            Set.copyOf(states(poll, "ended")),
            poll.duration("every", EVERY));
    poll.end();
    return spec;
  }

  private static List<String> states(Section poll, String key) {
    List<String> states = poll.texts(key);
    if (states.isEmpty()) {
      poll.fault(
          key,
          "must name the job's states, such as ["
              + (key.equals("open") ? "Open" : "Complete, Failed")
              + "]");
    }
    return states;
  }

  private BulkSpec.Results results(Section results, Codec codec) {
    Optional<String> missing =
        results.word("missingIs", List.of("unknown", "not-attempted"), Optional::of);
    BulkSpec.Results spec =
        new BulkSpec.Results(
            results.pointer("by"),
            succeeded(results.requiredSection("succeeded"), codec),
            failed(results.requiredSection("failed")),
            results.call("unprocessed", OF_ONE),
            missing.orElse("unknown").equals("unknown"));
    results.end();
    return spec;
  }

  private BulkSpec.Succeeded succeeded(Section section, Codec codec) {
    List<JsonPointer> places = new ArrayList<>();
    Optional<Section> keys = section.section("key");
    if (keys.isPresent()) {
      Map<String, JsonPointer> found = places(keys.get());
      key.forEach(field -> places.add(found.getOrDefault(field, JsonPointer.empty())));
    } else {
      key.forEach(field -> places.add(JsonPointer.compile("/" + field)));
    }
    BulkSpec.Succeeded spec =
        new BulkSpec.Succeeded(
            section.requiredCall("call", OF_ONE),
            places,
            section.pointer("version"),
            section.pointer("record"));
    if (section.has("record") && codec.decode().format().isTable()) {
      section.fault("record", "must not be given with csv, whose cells hold no record");
    }
    section.end();
    return spec;
  }

  private static BulkSpec.Failed failed(Section section) {
    BulkSpec.Failed spec =
        new BulkSpec.Failed(
            section.requiredCall("call", OF_ONE),
            section.pointer("status"),
            section.section("failure").map(ConnectionReader::failure));
    section.end();
    return spec;
  }
}
