package io.syncline.http.budget;

import io.syncline.http.client.Exchange;

/** What became of a call that asked for its turn. */
sealed interface Admission {

  /** It may be sent; {@code ended} is to be run once, when it is over. */
  record Granted(Runnable ended) implements Admission {}

  /** It may not be sent. */
  record Refused(Exchange why) implements Admission {}
}
