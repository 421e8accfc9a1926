package io.syncline.http.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends by opening a stream. */
record Opening(HttpTransport transport, BodySink into) implements HttpTransport {

  @Override
  public CompletableFuture<Exchange> send(Request request, Duration within) {
    return transport.open(request, within, into);
  }

  @Override
  public CompletableFuture<Exchange> open(Request request, Duration within, BodySink other) {
    return transport.open(request, within, other);
  }

  @Override
  public void close() {
    transport.close();
  }
}
