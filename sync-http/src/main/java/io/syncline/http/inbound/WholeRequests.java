package io.syncline.http.inbound;

import io.syncline.spi.InboundHandler;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Reads requests to their end, in bounded time and size, before any handler sees them. */
final class WholeRequests implements HttpHandler {

  private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");

  private final List<InboundHandler> handlers;
  private final ServerLimits limits;
  private final Semaphore places;

  WholeRequests(List<InboundHandler> handlers, ServerLimits limits) {
    this.handlers = handlers;
    this.limits = limits;
    this.places = new Semaphore(limits.threads() + limits.waiting());
  }

  int maxBodyBytes() {
    return handlers.stream()
        .mapToInt(InboundHandler::maxBodyBytes)
        .max()
        .orElseThrow(() -> new IllegalArgumentException("must have a handler: handlers=[]"));
  }

  /** On a thread that reads for many connections. */
  @Override
  public void handleRequest(HttpServerExchange exchange) {
    XnioExecutor.Key tooLate =
        exchange
            .getIoThread()
            .executeAfter(
                () -> IoUtils.safeClose(exchange.getConnection()),
                limits.body().toMillis(),
                TimeUnit.MILLISECONDS);
    Receiver receiver = exchange.getRequestReceiver();
    receiver.setMaxBufferSize(maxBodyBytes());
    receiver.receiveFullBytes(
        (whole, body) -> {
          tooLate.remove();
          take(whole, body);
        },
        (broken, failure) -> {
          broken.addExchangeCompleteListener( // not before the rest of the body is read
              (ended, next) -> {
                tooLate.remove();
                next.proceed();
              });
          answer(broken, refusal(failure));
        });
  }

  private static InboundResponse refusal(IOException failure) {
    boolean large =
        failure instanceof RequestTooBigException
            || failure instanceof Receiver.RequestToLargeException;
    return large ? InboundResponse.TOO_LARGE : InboundResponse.MALFORMED;
  }

  /** Hands it to a thread that may wait, if there is a place left. */
  private void take(HttpServerExchange exchange, byte[] body) {
    if (!places.tryAcquire()) {
      answer(exchange, InboundResponse.UNAVAILABLE);
      return;
    }
    HttpHandler waiting = // what it throws is answered by the server
        dispatched -> {
          try {
            answer(dispatched, handle(request(dispatched, body)));
          } finally {
            places.release();
          }
        };
    exchange.dispatch(waiting);
  }

  private InboundResponse handle(InboundRequest request) {
    return handlers.stream()
        .map(handler -> handler.handle(request))
        .filter(response -> response.status() != InboundResponse.NOT_FOUND.status())
        .findFirst()
        .orElse(InboundResponse.NOT_FOUND);
  }

  private static InboundRequest request(HttpServerExchange exchange, byte[] body) {
    Map<String, List<String>> headers = new HashMap<>();
    for (HeaderValues values : exchange.getRequestHeaders()) {
      headers.put(values.getHeaderName().toString(), new ArrayList<>(values));
    }
    return new InboundRequest(
        exchange.getRequestMethod().toString(),
        exchange.getRequestURI(),
        exchange.getQueryString(),
        headers,
        body);
  }

  private static void answer(HttpServerExchange exchange, InboundResponse response) {
    exchange.setStatusCode(response.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, response.type());
    exchange.getResponseHeaders().put(NO_SNIFF, "nosniff"); // a handshake tells what was sent
    exchange.getResponseSender().send(response.text(), StandardCharsets.US_ASCII);
  }
}
