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
  private Exchange.@Nullable Answer answer;
  private @Nullable SpooledBody body;
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
  void began(Exchange.Answer head, SpooledBody coming) {
    SpooledBody before;
    boolean over;
    synchronized (this) {
      over = end != null;
      before = over ? coming : body;
      if (!over) {
        sending++;
        answer = head;
        body = coming;
        notifyAll();
      }
    }
    if (before != null) {
      before.close();
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
      if (body == state.body()) {
        body = null;
        answer = null;
      }
    }
    state.body().close();
  }

  void close() {
    SpooledBody last;
    synchronized (this) {
      last = body;
      body = null;
      ended(new Exchange.Broken(Exchange.Failure.CANCELLED, "the listing was given up"));
    }
    if (last != null) {
      last.close();
    }
  }

  /** Waits for something to read; empty where there is nothing at the deadline. */
  Optional<State> await(Deadline deadline) {
    try {
      while (true) {
        Optional<State> state = state();
        if (state.isPresent() || deadline.isOver()) {
          return state;
        }
        Optional<SpooledBody> coming = coming();
        if (coming.isEmpty() || !coming.get().awaitMore(small, deadline)) {
          awaitNews(coming, deadline);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled("the listing was interrupted");
    }
  }

  private synchronized Optional<SpooledBody> coming() {
    return Optional.ofNullable(body);
  }

  private synchronized Optional<State> state() {
    if (answer != null && body != null && body.length() > small && body.flaw().isEmpty()) {
      return Optional.of(new State.Large(sending, answer, body));
    }
    return Optional.ofNullable(end).map(exchange -> new State.Ended(sending, exchange));
  }

  /** Of a body that is over, and small or broken: another one, or the end. */
  private synchronized void awaitNews(Optional<SpooledBody> known, Deadline deadline)
      throws InterruptedException {
    while (end == null && coming().equals(known) && !deadline.isOver()) {
      wait(Math.max(1, deadline.remaining().toMillis()));
    }
  }
}
