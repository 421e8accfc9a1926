package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.SpooledBody;
import io.syncline.spi.AdapterException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come of a call whose answer goes into a file, which may be sent again. Thread-safe. */
final class Arrivals {

  private final long small;
  private int sending;
  private State.@Nullable Large coming;
  private @Nullable Exchange end;

  /**
   * @param small bodies of up to so many bytes are told as what all ended with; less than 0: none
   */
  Arrivals(long small) {
    this.small = small;
  }

  /** Something to read. */
  sealed interface State {

    /** How often the call was sent. */
    int sending();

    /** A large body, of which more may come. */
    record Large(int sending, Exchange.Answer answer, SpooledBody body) implements State {}

    /** All that came: a small body, or none. */
    record Ended(int sending, Exchange exchange) implements State {}
  }

  /** An answer has come, and its body follows. */
  void began(Exchange.Answer head, SpooledBody body) {
    if (!comes(head, body)) {
      body.close();
    }
  }

  /** In the place of what came before; not, where the call has come to its end. */
  private boolean comes(Exchange.Answer head, SpooledBody body) {
    State.Large before;
    synchronized (this) {
      if (end != null) {
        return false;
      }
      before = coming;
      sending++;
      coming = new State.Large(sending, head, body);
      notifyAll();
    }
    close(before);
    return true;
  }

  private static void close(State.@Nullable Large state) {
    if (state != null) {
      state.body().close();
    }
  }

  /** The call is not sent again. */
  synchronized void ended(Exchange exchange) {
    if (end == null) {
      end = exchange;
      notifyAll();
    }
  }

  /** That body cannot be read on; another may come. */
  void brokeOff(State.Large state) {
    synchronized (this) {
      if (coming != null && coming.sending() == state.sending()) {
        coming = null;
      }
    }
    close(state);
  }

  void close() {
    State.Large last;
    synchronized (this) {
      last = coming;
      coming = null;
      ended(new Exchange.Broken(Exchange.Failure.CANCELLED, "the listing was given up"));
    }
    close(last);
  }

  /** Waits for something to read; empty where there is nothing at the deadline. */
  Optional<State> await(Deadline deadline) {
    try {
      while (true) {
        Optional<State> state = state();
        if (state.isPresent() || deadline.isOver()) {
          return state;
        }
        Optional<State.Large> known = coming();
        if (known.isEmpty() || !known.get().body().awaitMore(small, deadline)) {
          awaitNews(known, deadline);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled("the listing was interrupted");
    }
  }

  private synchronized Optional<State.Large> coming() {
    return Optional.ofNullable(coming);
  }

  private synchronized Optional<State> state() {
    Optional<State> large =
        coming()
            .filter(each -> each.body().length() > small && each.body().flaw().isEmpty())
            .map(State.class::cast);
    return large.isPresent()
        ? large
        : Optional.ofNullable(end).map(exchange -> new State.Ended(sending, exchange));
  }

  /** Of a body that is over, and small or broken: another one, or the end. */
  private synchronized void awaitNews(Optional<State.Large> known, Deadline deadline)
      throws InterruptedException {
    Optional<Integer> before = known.map(State::sending);
    while (end == null && coming().map(State::sending).equals(before) && !deadline.isOver()) {
      wait(Math.max(1, deadline.remaining().toMillis()));
    }
  }
}
