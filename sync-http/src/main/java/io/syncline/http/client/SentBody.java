package io.syncline.http.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The body of a request, perhaps of no bytes, that knows whether the request may be on its way. Its
 * head says how long the body is, or that it has none: whoever writes the head asks here first. So
 * as long as nobody has asked, no service can have been sent a request, and once it is withdrawn
 * none can be. Thread-safe.
 */
final class SentBody implements BodyPublisher {

  private enum State {
    NOT_ASKED,
    ASKED,
    WITHDRAWN
  }

  private final BodyPublisher body;
  private final AtomicReference<State> state = new AtomicReference<>(State.NOT_ASKED);

  SentBody(BodyPublisher body) {
    this.body = body;
  }

  /** Whether the request was not sent, and never will be; otherwise nothing changes. */
  boolean withdraw() {
    return become(State.WITHDRAWN);
  }

  private boolean become(State next) {
    return state.compareAndSet(State.NOT_ASKED, next) || state.get() == next;
  }

  @Override
  public long contentLength() {
    if (!become(State.ASKED)) {
      throw new CancellationException("must not be sent any more");
    }
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
