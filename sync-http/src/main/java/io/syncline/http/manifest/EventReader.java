package io.syncline.http.manifest;

import io.syncline.http.manifest.EventSpec.Meaning;
import io.syncline.http.manifest.EventSpec.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JsonPointer;

/** Reads {@code event}: what a body says that a service sends by itself. */
final class EventReader {

  private static final String HEADER = "header.";

  /** Stands for the name that a stream gives its event. */
  private static final String NAME = "event";

  private final Section event;
  private final int keyFields;
  private final boolean ofStream;

  /**
   * @param keyFields how many fields the dataset's key has
   * @param ofStream whether events have names, and no headers
   */
  EventReader(Section event, int keyFields, boolean ofStream) {
    this.event = event;
    this.keyFields = keyFields;
    this.ofStream = ofStream;
  }

  EventSpec read() {
    Optional<Place> kind = kind();
    Map<String, Meaning> meanings =
        event.section("map").map(EventReader::meanings).orElse(Map.of());
    if (kind.isPresent() != event.has("map")) {
      event.fault("map", "must be given where kind is, and only there");
    }
    EventSpec spec =
        new EventSpec(event.pointer("items").orElse(JsonPointer.empty()), kind, meanings, key());
    event.end();
    return spec;
  }

  private Optional<Place> kind() {
    if (!ofStream) {
      return place(event, "kind");
    }
    return event.text("kind").filter(NAME::equals).isPresent()
        ? Optional.of(new Place.Name())
        : event.pointer("kind").map(Place.Body::new);
  }

  private List<JsonPointer> key() {
    List<String> texts =
        !event.has("key") || event.isText("key")
            ? List.of(event.requiredText("key"))
            : event.texts("key");
    if (event.has("key") && texts.size() != keyFields) {
      event.fault(
          "key", "must be " + keyFields + " JSON pointers, as the key has fields: " + texts);
    }
    return texts.stream().map(this::pointer).toList();
  }

  private JsonPointer pointer(String text) {
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

  /** A header, or a place in the body. */
  static Optional<Place> place(Section section, String key) {
    Optional<String> text = section.text(key);
    if (text.filter(each -> each.startsWith(HEADER)).isPresent()) {
      return text.map(each -> new Place.Header(each.substring(HEADER.length())));
    }
    return section.pointer(key).map(Place.Body::new);
  }
}
