package io.syncline.http.manifest;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * What was modified since a time, in order of that time.
 *
 * @param newest a call that answers with the newest records first, to learn the service's own time
 * @param field where a record has its time of modification
 * @param granularity what those times are cut to
 * @param lookBack how long after its time of modification a change may still appear
 * @param deletes how records say that they were deleted; empty: they do not show
 * @param every how long to wait when there was nothing
 */
public record FeedSpec(
    ListSpec list,
    Optional<Call> newest,
    JsonPointer field,
    TimeFormat format,
    Duration granularity,
    Duration lookBack,
    Optional<Deletes> deletes,
    Duration every) {

  /**
   * A record that says that it was deleted.
   *
   * @param softFlag where it says so
   * @param mergedInto where it names the key of the record that it is part of now
   */
  public record Deletes(JsonPointer softFlag, Optional<JsonPointer> mergedInto) {}
}
