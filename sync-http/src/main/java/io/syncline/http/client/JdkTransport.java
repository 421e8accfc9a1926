package io.syncline.http.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client with a deadline of our own over headers and body, and a cap on the body. It
 * follows no redirects, and sends again by itself only a GET that met a closed connection.
 */
final class JdkTransport implements HttpTransport {

  private static final int PROXY_UNAUTHORIZED = 407;

  private final Timeouts timeouts;
  private final Route route;
  private final Reach reach;
  private final int maxBodyBytes;
  private final HttpClient client;
  private final Map<Long, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private volatile boolean closed;

  JdkTransport(Timeouts timeouts, Route route, Reach reach, int maxBodyBytes) {
    this.timeouts = timeouts;
    this.maxBodyBytes = maxBodyBytes;
    this.route = route;
    this.reach = reach;
    client = JdkClients.client(route, timeouts.connect());
  }

  @Override
  public CompletableFuture<Exchange> send(Request request, Duration within) {
    Deadline deadline = Deadline.in(shorter(within, timeouts.call()));
    return objection(request.address(), deadline)
        .thenCompose(
            objection ->
                objection.isPresent()
                    ? CompletableFuture.completedFuture(objection.get())
                    : transmit(request, deadline.remaining()));
  }

  /** What there is against the call; a proxy looks names up by itself. */
  private CompletableFuture<Optional<Exchange.Broken>> objection(URI address, Deadline deadline) {
    String host = address.getHost();
    if (!reach.asks(host)) {
      return CompletableFuture.completedFuture(reach.objection(host));
    }
    if (proxy(address).isPresent()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return CompletableFuture.supplyAsync(() -> reach.objection(host), Waiting.threads())
        .completeOnTimeout(
            Optional.of(
                new Exchange.Broken(
                    Exchange.Failure.NOT_SENT, "the host was not found in time: " + host)),
            deadline.remaining().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Exchange> transmit(Request request, Duration within) {
    if (closed) {
      return CompletableFuture.completedFuture(
          new Exchange.Broken(Exchange.Failure.CLOSED, "the adapter is closed"));
    }
    HttpRequest ready;
    try {
      ready = jdkRequest(request);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(Failures.of(e, Optional.empty()));
    }
    long millis = Math.max(1, within.toMillis());
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(ready, head -> new CappedBody(maxBodyBytes, timeouts.body()));
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

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private Exchange ended(
      CompletableFuture<?> sent,
      @Nullable HttpResponse<byte[]> response,
      @Nullable Throwable failure) {
    if (response != null) {
      return answered(response);
    }
    sent.cancel(true);
    return Failures.of(
        failure == null ? new IOException("no answer") : failure,
        route.tls().flatMap(Tls::identity));
  }

  private Exchange answered(HttpResponse<byte[]> response) {
    return Optional.of(response.request().uri())
        .filter(address -> response.statusCode() == PROXY_UNAUTHORIZED)
        .flatMap(this::proxy)
        .map(JdkTransport::refused)
        .orElseGet(
            () -> new Exchange.Answer(response.statusCode(), response.headers(), response.body()));
  }

  private static Exchange refused(InetSocketAddress proxy) {
    return new Exchange.Broken(
        Exchange.Failure.UNAUTHORIZED,
        "the proxy refuses who we are: " + proxy.getHostString() + ":" + proxy.getPort());
  }

  /** The one that a call goes through: ours, or Java's own. */
  private Optional<InetSocketAddress> proxy(URI address) {
    return client
        .proxy()
        .or(() -> Optional.ofNullable(ProxySelector.getDefault()))
        .flatMap(selector -> selector.select(address).stream().findFirst())
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(proxy -> (InetSocketAddress) proxy.address());
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
    request.headers().forEach((name, value) -> put(builder, name, value));
    // the JDK sends it to the proxy alone, and for https with what opens the tunnel
    route
        .proxy()
        .flatMap(ForwardProxy::authorization)
        .ifPresent(text -> put(builder, "Proxy-Authorization", text));
    return builder.build();
  }

  /** The text of the JDK would show the value, which may be a secret. */
  private static void put(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must hold what a header may hold: header=" + name);
    }
  }
}
