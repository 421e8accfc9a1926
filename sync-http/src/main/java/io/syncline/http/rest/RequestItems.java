package io.syncline.http.rest;

import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Format;
import io.syncline.http.codec.MixedFormat;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.RequestsSpec;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import io.syncline.spi.Write;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes as items of a batch that are the calls that would be made for them one by one, and what
 * the answers to them mean.
 */
record RequestItems(
    WebService service, WriteSpec.Batch batch, RequestsSpec shape, Records records) {

  /** What the answer as a whole tells of each in it. */
  private static final List<String> OF_ALL = List.of("Date", "Retry-After");

  /** The service with the bodies that the batch as a whole has. */
  WebService ofWhole() {
    if (!shape.isOfParts()) {
      return service;
    }
    Codec codec = service.codec(batch.call());
    boolean changeSets = shape.packing() == RequestsSpec.Packing.CHANGE_SETS;
    return service.handling(codec.as(new MixedFormat(codec.encode(), changeSets)));
  }

  /** Whether no header of the call would end the part that it is. */
  boolean fits(Write write) {
    return !shape.isOfParts()
        || (MixedFormat.fitsHeader(write.id())
            && sending(write).version().map(MixedFormat::fitsHeader).orElse(true));
  }

  private SingleSending sending(Write write) {
    return new SingleSending(service, shape.call(write.kind()), records, write, false);
  }

  ObjectNode of(Write write) {
    SingleSending sending = sending(write);
    Call call = sending.call();
    CallParts parts = sending.parts();
    RequestsSpec.Places places = shape.places();
    Optional<JsonNode> body = WebService.tree(call, parts);
    ObjectNode item = Json.object();
    batch.item().reference().ifPresent(at -> put(item, at, write.id()));
    put(item, places.method(), call.method());
    put(item, places.url(), shape.form().of(service.base(), parts.path()));
    places
        .headers()
        .ifPresent(
            at ->
                headers(sending, parts, body.isPresent())
                    .forEach((name, value) -> Json.objectAt(item, at).put(name, value)));
    places.ifVersion().ifPresent(at -> sending.version().ifPresent(text -> put(item, at, text)));
    body.ifPresent(tree -> Json.put(item, places.body(), tree));
    return item;
  }

  /** In a list by names in small letters, as OData's batches must have them. */
  private Map<String, String> headers(SingleSending sending, CallParts parts, boolean hasBody) {
    if (shape.isOfParts()) {
      return headers(sending.call(), parts);
    }
    Map<String, String> headers = new TreeMap<>();
    parts.headers().forEach((name, value) -> headers.put(small(name), value));
    if (shape.places().ifVersion().isPresent()) {
      sending.spec().ifVersion().ifPresent(to -> headers.remove(small(to.name())));
    }
    if (hasBody && shape.typed()) {
      Format format = service.codec(sending.call()).encode().format();
      headers.put("content-type", format.mediaTypes().get(0));
    }
    return headers;
  }

  /** Of a message of its own; what it says of its body comes with that. */
  private Map<String, String> headers(Call call, CallParts parts) {
    Map<String, String> headers = new TreeMap<>(parts.headers());
    Format answers = service.codec(call).decode().format();
    headers.put("Accept", String.join(", ", answers.mediaTypes()));
    if (shape.form().needsHost()) {
      headers.put("Host", service.base().getRawAuthority());
    }
    return headers;
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static void put(ObjectNode item, JsonPointer at, String text) {
    Json.put(item, at, item.stringNode(text));
  }

  /** As the answer to its call would mean it; {@code all}: the headers of the whole answer. */
  Sending.Result result(Write write, int status, JsonNode item, HttpHeaders all) {
    SingleSending sending = sending(write);
    JsonNode body = shape.answers().body().map(item::at).orElseGet(MissingNode::getInstance);
    Optional<Judgement> judgement = service.judge().judge(status, body, sending.question());
    SingleSending.Shown shown =
        new SingleSending.Shown(
            headers(item, all),
            body,
            body.isString() ? "a text for a body" : flaw(item),
            key(item),
            batch.result().version().flatMap(at -> Json.text(item, at)).map(Version::opaque));
    return sending.result(new Outcomes(service, batch.call()), status, shown, judgement);
  }

  private String flaw(JsonNode item) {
    return shape.isOfParts() ? item.path(MixedFormat.FLAW).asString("") : "";
  }

  /** The key that a result tells beside its body. */
  Optional<NativeKey> key(JsonNode item) {
    return shape
        .answers()
        .location()
        .flatMap(at -> Json.text(item, at))
        .flatMap(shape::key)
        .flatMap(records::key);
  }

  private HttpHeaders headers(JsonNode item, HttpHeaders all) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    OF_ALL.forEach(name -> headers.put(name, all.allValues(name)));
    shape
        .answers()
        .headers()
        .map(item::at)
        .ifPresent(
            told ->
                told.forEachEntry(
                    (name, value) -> {
                      if (!name.isBlank()) {
                        headers.put(name.strip(), texts(value));
                      }
                    }));
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private static List<String> texts(JsonNode value) {
    return (value.isArray() ? value.values() : List.of(value))
        .stream().flatMap(each -> Json.text(each, JsonPointer.empty()).stream()).toList();
  }
}
