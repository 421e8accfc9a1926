package io.syncline.http.inbound;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.EventSpec;
import io.syncline.http.manifest.EventSpec.Meaning;
import io.syncline.http.manifest.EventSpec.Place;
import io.syncline.model.NativeKey;
import io.syncline.spi.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads what happened to which records out of a body that a service sent by itself. */
public final class Events {

  /** Would be another place in a path. */
  private static final Set<String> NO_KEY = Set.of("", ".", "..");

  private final EventSpec spec;

  public Events(EventSpec spec) {
    this.spec = spec;
  }

  /**
   * The changes of a body; those that mean nothing for the dataset are left out.
   *
   * @param beside what is said at places that are not in the body
   * @return empty where the events are missing, or one does not say of which kind it is or name its
   *     record
   */
  public Optional<List<Change>> changes(JsonNode body, Function<Place, Optional<String>> beside) {
    JsonNode events = body.at(spec.items());
    if (events.isMissingNode()) {
      return Optional.empty();
    }
    List<Change> changes = new ArrayList<>();
    for (JsonNode event : events.isArray() ? events.values() : List.of(events)) {
      Optional<Meaning> meaning = meaning(event, beside);
      Optional<NativeKey> key = key(event);
      if (meaning.isEmpty() || (meaning.get() != Meaning.IGNORE && key.isEmpty())) {
        return Optional.empty();
      }
      key.flatMap(found -> change(meaning.get(), found)).ifPresent(changes::add);
    }
    return Optional.of(changes);
  }

  private Optional<Meaning> meaning(JsonNode event, Function<Place, Optional<String>> beside) {
    Optional<Place> kind = spec.kind();
    return kind.isEmpty()
        ? Optional.of(Meaning.HINT)
        : kind.flatMap(
                place ->
                    place instanceof Place.Body body
                        ? Json.text(event, body.at())
                        : beside.apply(place))
            .map(spec::meaning);
  }

  private static Optional<Change> change(Meaning meaning, NativeKey key) {
    return switch (meaning) {
      case HINT -> Optional.of(new Change.Hinted(key));
      case DELETE -> Optional.of(new Change.Deleted(key, Optional.empty(), Optional.empty()));
      case IGNORE -> Optional.empty();
    };
  }

  private Optional<NativeKey> key(JsonNode event) {
    List<String> parts = new ArrayList<>();
    for (JsonPointer at : spec.key()) {
      Optional<String> part = Json.text(event, at);
      if (part.stream().allMatch(NO_KEY::contains)) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new NativeKey(parts));
  }
}
