package io.syncline.spi;

import java.time.Duration;
import java.util.Set;

/**
 * Reads what a system sends by itself: webhooks and pushes. A pure function of the request, the
 * secrets and the clock: it calls nobody and stores nothing. Thread-safe, and used by any thread.
 *
 * <p>What it reads is never believed by itself: the hub reads each record that a change names. So a
 * dataset that has a receiver has a {@link PointReader} too.
 */
public interface InboundReceiver {

  /** The path that the system calls, such as {@code /hooks/crm}. Several datasets may share one. */
  String path();

  /** The methods of requests that it takes; all others are refused. */
  default Set<String> methods() {
    return Set.of("POST");
  }

  /** The largest body that it takes. */
  int maxBodyBytes();

  /** For how long a genuine request may come again, so that its id must be remembered. */
  Duration replayWindow();

  /** Whatever the request holds, the answer says what is to be told to who sent it. */
  Received receive(InboundRequest request);
}
