package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.model.NativeKey;
import io.syncline.spi.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Which result in the answer to a batch is that of which write. */
final class BatchResults {

  private final WriteSpec.Batch spec;
  private final List<Write> writes;
  private final List<JsonNode> results;
  private final Map<String, JsonNode> byReference = new HashMap<>();
  private final Map<NativeKey, JsonNode> byKey = new HashMap<>();

  /** {@code key}: that which a result without a reference tells, if it tells one. */
  BatchResults(
      WriteSpec.Batch spec,
      List<Write> writes,
      List<JsonNode> results,
      Function<JsonNode, Optional<NativeKey>> key) {
    this.spec = spec;
    this.writes = writes;
    this.results = results;
    results.forEach(
        item ->
            reference(item)
                .ifPresentOrElse(
                    text -> byReference.put(text, item),
                    () -> key.apply(item).ifPresent(found -> byKey.put(found, item))));
  }

  /** That of the write in this place; empty: the answer does not mention it. */
  Optional<JsonNode> of(int place) {
    if (spec.result().by().isEmpty()) {
      return results.stream().skip(place).findFirst();
    }
    Write write = writes.get(place);
    Optional<JsonNode> found =
        Optional.ofNullable(byReference.get(spec.isOfParts() ? number(place) : write.id()));
    return found.or(
        () ->
            spec.isOfParts() ? inPlace(place) : write.key().filter(this::isAlone).map(byKey::get));
  }

  /** Parts are numbered from one. */
  private static String number(int place) {
    return Integer.toString(place + 1);
  }

  /**
   * Answers in parts come in the order of what they answer, up to the one that was the last to be
   * looked at; not all of them echo a number, and none that is of no call of ours is one.
   */
  private Optional<JsonNode> inPlace(int place) {
    return results.stream()
        .skip(place)
        .findFirst()
        .filter(
            item ->
                results.size() <= writes.size() && reference(item).filter(this::isOurs).isEmpty());
  }

  private boolean isOurs(String number) {
    return Long.parseLong(number) <= writes.size();
  }

  private Optional<String> reference(JsonNode item) {
    return spec.result().by().flatMap(at -> Json.text(item, at));
  }

  /** What does not echo the reference may tell the key of the only write of its record. */
  private boolean isAlone(NativeKey key) {
    return writes.stream().filter(write -> write.key().equals(Optional.of(key))).count() == 1;
  }
}
