package io.syncline.http.client;

import java.net.http.HttpHeaders;

/** What came of one request. */
public sealed interface Exchange {

  /** An answer, complete with its body; any status. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, HttpHeaders headers, byte[] body) implements Exchange {}

  /** No complete answer. */
  record Broken(Failure failure, String text) implements Exchange {}

  /** Why there is no answer. */
  enum Failure {
    /** Nothing left this machine. */
    NOT_SENT,
    /** Nothing left this machine: there are no credentials to send it with. */
    UNAUTHORIZED,
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
