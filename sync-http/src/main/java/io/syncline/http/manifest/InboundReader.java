package io.syncline.http.manifest;

import io.syncline.http.manifest.InboundSpec.EventSpec;
import io.syncline.http.manifest.InboundSpec.Meaning;
import io.syncline.http.manifest.InboundSpec.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonPointer;

/** Reads {@code inbound} of a dataset: how the service calls us. */
final class InboundReader {

  private static final String HEADER = "header.";
  private static final int MAX_BYTES = 1 << 20;

  private final Section section;
  private final int keyFields;

  /**
   * @param keyFields how many fields the dataset's key has
   */
  InboundReader(Section section, int keyFields) {
    this.section = section;
    this.keyFields = keyFields;
  }

  /** Empty where the manifest is wrong, which is told. */
  Optional<InboundSpec> read() {
    String path = section.requiredText("path");
    if (section.has("path") && !path.startsWith("/")) {
      section.fault("path", "must be a path such as /hooks/crm: " + path);
    }
    Optional<VerifyReader.Scheme> scheme =
        new VerifyReader(section.requiredSection("verify")).read();
    Optional<Place> dedupe = place(section, "dedupe");
    EventSpec event = event(section.requiredSection("event"));
    int maxBytes = section.integer("maxBytes", MAX_BYTES, 1);
    section.end();
    return scheme.map(
        found -> new InboundSpec(path, found.verify(), dedupe.or(found::id), event, maxBytes));
  }

  private EventSpec event(Section event) {
    Optional<Place> kind = place(event, "kind");
    Map<String, Meaning> meanings =
        event.section("map").map(InboundReader::meanings).orElse(Map.of());
    if (kind.isPresent() != event.has("map")) {
      event.fault("map", "must be given where kind is, and only there");
    }
    EventSpec spec =
        new EventSpec(
            event.pointer("items").orElse(JsonPointer.empty()), kind, meanings, key(event));
    event.end();
    return spec;
  }

  private List<JsonPointer> key(Section event) {
    List<String> texts =
        !event.has("key") || event.isText("key")
            ? List.of(event.requiredText("key"))
            : event.texts("key");
    if (event.has("key") && texts.size() != keyFields) {
      event.fault(
          "key", "must be " + keyFields + " JSON pointers, as the key has fields: " + texts);
    }
    return texts.stream().map(text -> pointer(event, text)).toList();
  }

  private static JsonPointer pointer(Section event, String text) {
    if (text.startsWith("/")) {
      return JsonPointer.compile(text);
    }
    if (event.has("key")) {
      event.fault("key", "must be JSON pointers such as /data/id: " + text);
    }
    return JsonPointer.empty();
  }

  private static Map<String, Meaning> meanings(Section map) {
    List<String> words =
        Arrays.stream(Meaning.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    Map<String, Meaning> meanings = new TreeMap<>();
    for (String kind : map.members().keySet()) {
      map.word(kind, words, word -> Optional.of(Meaning.valueOf(word.toUpperCase(Locale.ROOT))))
          .ifPresent(meaning -> meanings.put(kind, meaning));
    }
    return meanings;
  }

  private static Optional<Place> place(Section section, String key) {
    Optional<String> text = section.text(key);
    if (text.filter(each -> each.startsWith(HEADER)).isPresent()) {
      return text.map(each -> new Place.Header(each.substring(HEADER.length())));
    }
    return section.pointer(key).map(Place.Body::new);
  }
}
