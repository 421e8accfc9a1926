package io.syncline.http.budget;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import java.util.Optional;

/** How far a call came. Thread-safe. */
final class Passage {

  private final Outgoing outgoing;
  private final Deadline deadline;
  private Optional<Exchange> open = Optional.empty();
  private boolean sent;
  private boolean withdrawn;

  Passage(Outgoing outgoing, Deadline deadline) {
    this.outgoing = outgoing;
    this.deadline = deadline;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Whether it may be sent now, as it is then. */
  synchronized boolean begin() {
    sent |= !withdrawn;
    return !withdrawn;
  }

  /** From now on it is not sent, nor sent again; tells whether it never was. */
  synchronized boolean withdraw() {
    withdrawn = true;
    return !sent;
  }

  /** What came may not be the end, and is remembered where it leaves open what happened. */
  synchronized void note(Exchange exchange, Effect effect) {
    if (effect.isOpen()) {
      open = Optional.of(exchange);
    }
  }

  /**
   * Once a sending may have had its effect, only a success ends the doubt: what refuses a repeat
   * may refuse it because of that effect.
   */
  synchronized Exchange ended(Exchange exchange, Effect effect) {
    return effect == Effect.DONE ? exchange : open.orElse(exchange);
  }
}
