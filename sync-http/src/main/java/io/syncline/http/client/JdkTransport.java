package io.syncline.http.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client with a deadline of our own over headers and body, and a cap on the body. It
 * follows no redirects, and sends again by itself only a GET that met a closed connection.
 */
final class JdkTransport implements HttpTransport {

  private final Timeouts timeouts;
  private final int maxBodyBytes;
  private final HttpClient client;
  private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private volatile boolean closed;

  JdkTransport(Timeouts timeouts, boolean plain, int maxBodyBytes) {
    this.timeouts = timeouts;
    this.maxBodyBytes = maxBodyBytes;
    client = JdkClients.client(plain, timeouts.connect());
  }

  @Override
  public CompletableFuture<Exchange> send(Request request, Duration within) {
    if (closed) {
      return CompletableFuture.completedFuture(
          new Exchange.Broken(Exchange.Failure.CLOSED, "the adapter is closed"));
    }
    HttpRequest outgoing;
    try {
      outgoing = jdkRequest(request);
    } catch (IllegalArgumentException e) { // its text has the header's value, which may be secret
      return CompletableFuture.completedFuture(
          new Exchange.Broken(
              Exchange.Failure.NOT_SENT, "a header has characters that cannot be sent"));
    }
    long millis = Math.max(1, Math.min(within.toMillis(), timeouts.call().toMillis()));
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(outgoing, head -> new CappedBody(maxBodyBytes, timeouts.body()));
    long number = calls.incrementAndGet();
    underWay.put(number, sent);
    CompletableFuture<HttpResponse<byte[]>> bounded =
        sent.copy().orTimeout(millis, TimeUnit.MILLISECONDS);
    return bounded.handle(
        (response, failure) -> {
          underWay.remove(number);
          return ended(sent, response, failure);
        });
  }

  private Exchange ended(
      CompletableFuture<?> sent,
      @Nullable HttpResponse<byte[]> response,
      @Nullable Throwable failure) {
    if (response != null) {
      return new Exchange.Answer(response.statusCode(), response.headers(), response.body());
    }
    sent.cancel(true);
    return broken(failure == null ? new IOException("no answer") : failure);
  }

  @Override
  public void close() {
    closed = true;
    underWay.values().forEach(sent -> sent.cancel(true));
  }

  private HttpRequest jdkRequest(Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.address())
            .timeout(timeouts.headers())
            .method(
                request.method(),
                request.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(builder::setHeader);
    return builder.build();
  }

  private static Exchange broken(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    Exchange.Failure failure = failure(cause);
    return new Exchange.Broken(failure, text(failure, cause));
  }

  private static Exchange.Failure failure(Throwable cause) {
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException
        || cause instanceof SSLHandshakeException) {
      return Exchange.Failure.NOT_SENT;
    }
    if (cause instanceof HttpTimeoutException) {
      return Exchange.Failure.TIMED_OUT;
    }
    Throwable root =
        cause instanceof IOException && cause.getCause() != null ? cause.getCause() : cause;
    if (root instanceof CappedBody.TooLarge) {
      return Exchange.Failure.TOO_LARGE;
    }
    if (root instanceof TimeoutException) {
      return Exchange.Failure.TIMED_OUT;
    }
    return cause instanceof CancellationException
        ? Exchange.Failure.CANCELLED
        : Exchange.Failure.LOST;
  }

  private static String text(Exchange.Failure failure, Throwable cause) {
    String message = cause.getMessage();
    return switch (failure) {
      case TIMED_OUT -> "no complete answer in time";
      case CANCELLED -> "the call was cancelled";
      case NOT_SENT, UNAUTHORIZED, CLOSED, LOST, TOO_LARGE ->
          message == null ? cause.getClass().getSimpleName() : message;
    };
  }
}
