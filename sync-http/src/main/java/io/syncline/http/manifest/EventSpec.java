package io.syncline.http.manifest;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * What a body that a service sends by itself says.
 *
 * @param items where its events are, one or a list of them
 * @param kind of an event; empty: each is a hint
 * @param meanings of kinds; one that ends with {@code *} stands for all that begin so
 * @param key of the record, field by field, within an event
 */
public record EventSpec(
    JsonPointer items, Optional<Place> kind, Map<String, Meaning> meanings, List<JsonPointer> key) {

  public EventSpec {
    meanings = Map.copyOf(meanings);
    key = List.copyOf(key);
  }

  /** Where something is said. */
  public sealed interface Place {

    record Header(String name) implements Place {}

    record Body(JsonPointer at) implements Place {}

    /** A parameter of the query. */
    record Query(String name) implements Place {}

    /** The name that a stream gives its event. */
    record Name() implements Place {}
  }

  /** What an event means for the record that it names. */
  public enum Meaning {
    /** Something happened to it. */
    HINT,
    /** It was deleted. */
    DELETE,
    /** Nothing, for this dataset. */
    IGNORE
  }

  /** The kind's own meaning, else that of the longest beginning; one without any is ignored. */
  public Meaning meaning(String of) {
    return Optional.ofNullable(meanings.get(of))
        .or(
            () ->
                meanings.entrySet().stream()
                    .filter(each -> begins(of, each.getKey()))
                    .max(Comparator.comparingInt(each -> each.getKey().length()))
                    .map(Map.Entry::getValue))
        .orElse(Meaning.IGNORE);
  }

  private static boolean begins(String kind, String pattern) {
    return pattern.endsWith("*") && kind.startsWith(pattern.substring(0, pattern.length() - 1));
  }
}
