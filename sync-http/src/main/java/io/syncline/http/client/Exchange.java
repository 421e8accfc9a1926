package io.syncline.http.client;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;

/** What came of one request. */
public sealed interface Exchange {

  /** An answer, complete with its body; any status. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, HttpHeaders headers, byte[] body) implements Exchange {

    /** Headers and body may hold secrets. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /** No complete answer. */
  record Broken(Failure failure, String text) implements Exchange {}

  /**
   * Not sent: a budget left no room.
   *
   * @param until when it will; empty: nobody knows, and the deadline passed
   */
  record Held(String budget, Optional<Instant> until) implements Exchange {

    @Override
    public String toString() {
      return "had no room in budget " + budget + until.map(at -> " until " + at).orElse("");
    }
  }

  /** Why there is no answer. */
  enum Failure {
    /** Nothing left this machine. */
    NOT_SENT,
    /** Nobody acted on it: there is nothing to show who we are by, or it was refused beforehand. */
    UNAUTHORIZED,
    /** Nothing left this machine: the adapter is closed. */
    CLOSED,
    /** Nothing left this machine: answers come from a recording, which has none to this. */
    NOT_RECORDED,
    /** The service may have acted on it. */
    LOST,
    /** As {@link #LOST}: a time limit passed. */
    TIMED_OUT,
    /** As {@link #LOST}: the answer is larger than we take. */
    TOO_LARGE,
    /** As {@link #LOST}: closed, or interrupted. */
    CANCELLED
  }
}
