package io.syncline.http.manifest;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * How a service tells by itself what changes, on a connection that we keep open.
 *
 * @param silence the longest that nothing comes; of a long poll, that an answer takes
 * @param resume how the next call goes on behind an answer; empty: it does not
 * @param event what an event says; empty: that something changed
 * @param maxBytes the largest event, or answer
 */
public record StreamSpec(
    Call call,
    Kind kind,
    Duration silence,
    Optional<Resume> resume,
    Optional<EventSpec> event,
    int maxBytes) {

  /** How it tells. */
  public enum Kind {
    /** By an answer that does not end, of server-sent events. */
    SSE,
    /** By an answer that waits until there is something to tell. */
    LONG_POLL
  }

  /**
   * What an answer says to go on with.
   *
   * @param param of the query
   */
  public record Resume(JsonPointer from, String param) {}
}
