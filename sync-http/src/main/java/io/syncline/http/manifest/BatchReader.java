package io.syncline.http.manifest;

import io.syncline.http.codec.MixedFormat;
import io.syncline.spi.WriteKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/** Reads {@code write.batch} of one dataset. */
final class BatchReader {

  private final Section batch;
  private final List<String> key;
  private final Map<WriteKind, WriteSpec.Single> calls;

  /** {@code calls}: the single ones of the dataset. */
  BatchReader(Section batch, List<String> key, Map<WriteKind, WriteSpec.Single> calls) {
    this.batch = batch;
    this.key = key;
    this.calls = calls;
  }

  WriteSpec.Batch read() {
    Set<String> variables =
        new TreeSet<>(Set.of(WriteSpec.ID, WriteSpec.KIND, WriteSpec.VERSION, SoapReader.RECORD));
    variables.addAll(key);
    Call call = batch.requiredCallOfMany("call", variables);
    WriteSpec.Beside beside =
        new WriteSpec.Beside(
            batch.section("headers").map(ListReader::headers).orElse(Map.of()),
            batch.body("body", call, Set.of()));
    WriteSpec.Batch spec =
        call.soap().isPresent() ? ofEnvelope(call, beside) : ofBody(call, beside);
    batch.end();
    return spec;
  }

  private WriteSpec.Batch ofBody(Call call, WriteSpec.Beside beside) {
    Optional<WriteSpec.Batch> parts =
        batch.section("multipart").map(multipart -> ofParts(multipart, call, beside));
    List<String> others =
        Stream.of("records", "item", "requests", "result").filter(batch::has).toList();
    if (parts.isPresent()) {
      others.forEach(
          name -> batch.fault(name, "must not be given with multipart, whose parts are the items"));
    }
    return others.isEmpty() && parts.isPresent() ? parts.get() : ofList(call, beside);
  }

  private WriteSpec.Batch ofParts(Section multipart, Call call, WriteSpec.Beside beside) {
    if (beside.body().isPresent()) {
      batch.fault("body", "must not be given with multipart, whose body has nothing but parts");
    }
    int max = max();
    if (max > MixedFormat.MOST) {
      batch.fault("max", "must be at most " + MixedFormat.MOST + " with multipart: " + max);
    }
    if (calls.isEmpty()) {
      batch.fault("multipart", "must come with create, update or delete, which are the parts");
    }
    RequestsSpec.Packing packing =
        multipart.says("changeSets", "none", "each")
            ? RequestsSpec.Packing.CHANGE_SETS
            : RequestsSpec.Packing.PARTS;
    WriteSpec.Batch spec =
        new WriteSpec.Batch(
            call,
            beside,
            max,
            atomic(),
            JsonPointer.empty(),
            itemOfCalls(Optional.empty()),
            Optional.of(
                RequestsSpec.ofParts(
                    packing, calls, urlIs(multipart, RequestsSpec.AddressForm.ROOTED))),
            RequestsSpec.resultOfParts(missingIsUnknown(multipart)));
    multipart.end();
    return spec;
  }

  private int max() {
    return batch.integer("max", 100, 1);
  }

  private boolean atomic() {
    return batch.flag("atomic");
  }

  private WriteSpec.Batch ofList(Call call, WriteSpec.Beside beside) {
    Section result = batch.requiredSection("result");
    RequestsSpec.Answers answers =
        new RequestsSpec.Answers(
            result.pointer("headers"), result.pointer("body"), result.pointer("location"));
    Optional<Section> requests = batch.section("requests");
    WriteSpec.Item own = item(requests);
    WriteSpec.Batch spec =
        new WriteSpec.Batch(
            call,
            beside,
            max(),
            atomic(),
            batch.requiredPointer("records"),
            requests.map(each -> itemOfCalls(each.pointer("reference"))).orElse(own),
            requests.map(each -> requests(each, answers)),
            result(result));
    requests.ifPresent(Section::end);
    if (spec.result().by().isPresent() && spec.item().reference().isEmpty()) {
      batch.fault(
          requests.isPresent() ? "requests" : "item",
          "must have a reference: the result is found by it");
    }
    spec.requests().ifPresentOrElse(each -> ofCalls(result, each), () -> ofItems(result));
    return spec;
  }

  /** That of a shape of its own, which there is where no calls are. */
  private WriteSpec.Item item(Optional<Section> requests) {
    if (requests.isPresent() && batch.has("item")) {
      batch.fault("item", "must not be given with requests, which are the items");
    }
    return (requests.isPresent()
            ? batch.section("item")
            : Optional.of(batch.requiredSection("item")))
        .map(this::item)
        .orElseGet(() -> item(Optional.empty(), Map.of()));
  }

  private WriteSpec.Item itemOfCalls(Optional<JsonPointer> reference) {
    Map<WriteKind, String> kinds = new EnumMap<>(WriteKind.class);
    calls.keySet().forEach(kind -> kinds.put(kind, WriteSpec.word(kind)));
    return item(reference, kinds);
  }

  /** Of a batch that says the rest elsewhere. */
  private static WriteSpec.Item item(
      Optional<JsonPointer> reference, Map<WriteKind, String> kinds) {
    return new WriteSpec.Item(
        reference,
        Optional.empty(),
        kinds,
        Map.of(),
        JsonPointer.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private RequestsSpec requests(Section requests, RequestsSpec.Answers answers) {
    RequestsSpec spec =
        new RequestsSpec(
            RequestsSpec.Packing.ITEMS,
            calls,
            new RequestsSpec.Places(
                requests.requiredPointer("method"),
                requests.requiredPointer("url"),
                requests.pointer("headers"),
                requests.requiredPointer("body"),
                requests.pointer("ifVersion")),
            urlIs(requests, RequestsSpec.AddressForm.PATH),
            !requests.says("contentType", "told", "inherited"),
            answers);
    if (calls.isEmpty()) {
      batch.fault("requests", "must come with create, update or delete, which are the items");
    }
    calls.forEach((kind, call) -> headers(requests, spec.places(), WriteSpec.word(kind), call));
    return spec;
  }

  private static RequestsSpec.AddressForm urlIs(Section calls, RequestsSpec.AddressForm usual) {
    return calls
        .word("urlIs", RequestsSpec.AddressForm.words(), RequestsSpec.AddressForm::of)
        .orElse(usual);
  }

  private static void headers(
      Section requests, RequestsSpec.Places places, String kind, WriteSpec.Single call) {
    if (places.headers().isPresent()) {
      return;
    }
    if (call.ifVersion().filter(IfVersion::isHeader).isPresent() && places.ifVersion().isEmpty()) {
      requests.fault(
          "headers", "must be given, or ifVersion: " + kind + " has its version in a header");
    }
    if (call.idempotency().isPresent()) {
      requests.fault("headers", "must be given: " + kind + " has its id in a header");
    }
    if (call.ifNoneMatch()) {
      requests.fault("headers", "must be given: " + kind + " has ifNoneMatch in one");
    }
  }

  /** Answers to calls mean what they would by themselves. */
  private void ofCalls(Section result, RequestsSpec requests) {
    for (String name : List.of("success", "failure", "record")) {
      if (result.has(name)) {
        result.fault(name, "must not be given with requests, whose calls say so themselves");
      }
    }
    RequestsSpec.Answers answers = requests.answers();
    if (answers.location().isPresent() && !requests.tells(key)) {
      result.fault(
          "location", "must come with an update or a delete whose path has the fields of the key");
    }
    if (answers.body().isEmpty()
        && answers.location().isEmpty()
        && answer(requests, WriteSpec.Answers::isInBody)) {
      result.fault("body", "must be given, or location: calls say what their answers show");
    }
    if (answers.headers().isEmpty()
        && answers.location().isEmpty()
        && answer(requests, each -> each == WriteSpec.Answers.LOCATION)) {
      result.fault("headers", "must be given, or location: calls say that answers show that");
    }
  }

  private static boolean answer(RequestsSpec requests, Predicate<WriteSpec.Answers> like) {
    return requests.calls().values().stream().map(WriteSpec.Single::answers).anyMatch(like);
  }

  private static void ofItems(Section result) {
    for (String name : List.of("headers", "body", "location")) {
      if (result.has(name)) {
        result.fault(name, "must not be given without requests");
      }
    }
  }

  /** The elements for its items say what {@code item} would. */
  private WriteSpec.Batch ofEnvelope(Call call, WriteSpec.Beside beside) {
    for (String name : List.of("records", "item", "requests", "multipart")) {
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
    Section result = batch.requiredSection("result");
    ofItems(result);
    WriteSpec.Batch spec =
        new WriteSpec.Batch(
            call,
            beside,
            max(),
            atomic(),
            JsonPointer.empty(),
            item(Optional.empty(), kinds),
            Optional.empty(),
            result(result));
    for (WriteKind kind : kinds.keySet()) {
      Set<String> used = spec.variables(kind).orElseThrow();
      if (spec.result().by().isPresent() && !used.contains(WriteSpec.ID)) {
        uses(kind, WriteSpec.ID, "the result is found by it");
      }
      key.stream()
          .filter(field -> kind != WriteKind.CREATE && !used.contains(field))
          .forEach(field -> uses(kind, field, "it is a part of the key"));
    }
    return spec;
  }

  private void uses(WriteKind kind, String variable, String why) {
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
            IfVersionReader.place(item),
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
    WriteSpec.Result spec =
        new WriteSpec.Result(
            result.requiredPointer("items"),
            result.pointer("by"),
            result.pointer("status"),
            result.section("success").map(ConnectionReader::bodyIs),
            result.section("failure").map(ConnectionReader::failure),
            result.pointer("version"),
            result.pointer("record"),
            missingIsUnknown(result));
    if (spec.status().isPresent() == spec.success().isPresent()) {
      result.fault("status", "must be given, or success, and one of them only");
    }
    result.end();
    return spec;
  }

  private static boolean missingIsUnknown(Section results) {
    return !results.says("missingIs", "unknown", "not-attempted");
  }
}
