package io.syncline.http.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's client with a deadline of our own over headers and body, and a cap on the body. It
 * follows no redirects, and sends again by itself only a GET that met a closed connection.
 */
final class JdkTransport implements HttpTransport {

  private static final int OK = 200;
  private static final int PROXY_UNAUTHORIZED = 407;

  private static final Exchange.Broken UNCONNECTED =
      new Exchange.Broken(Exchange.Failure.NOT_SENT, "no connection in time");

  private final Timeouts timeouts;
  private final Route route;
  private final Reach reach;
  private final int maxBodyBytes;
  private final HttpClient client;
  private final Set<Answering> underWay = ConcurrentHashMap.newKeySet();
  private final Set<BodySink> streams = ConcurrentHashMap.newKeySet();
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
    return unlessObjected(
        request,
        Deadline.in(shorter(within, timeouts.call())),
        left -> transmit(request, untilHeaders(request, left), left, Optional.empty()));
  }

  @Override
  public CompletableFuture<Exchange> open(Request request, Duration within, BodySink into) {
    return unlessObjected(
        request, Deadline.in(within), left -> transmit(request, left, left, Optional.of(into)));
  }

  /** A body that is read while it is sent takes as long as the call may. */
  private Duration untilHeaders(Request request, Duration left) {
    return request.upload().isPresent() ? left : timeouts.headers();
  }

  private CompletableFuture<Exchange> unlessObjected(
      Request request, Deadline deadline, Function<Duration, CompletableFuture<Exchange>> call) {
    String host = request.address().getHost();
    Function<Optional<Exchange.Broken>, CompletableFuture<Exchange>> unless =
        objection ->
            objection.isPresent()
                ? CompletableFuture.completedFuture(objection.get())
                : call.apply(deadline.remaining());
    if (!reach.asks(host)) {
      return unless.apply(reach.objection(host));
    }
    return proxy(request.address()).isPresent()
        ? unless.apply(Optional.empty()) // a proxy looks names up by itself
        : objection(host, deadline).thenCompose(unless);
  }

  /** What there is against a host whose name has to be looked up. */
  private CompletableFuture<Optional<Exchange.Broken>> objection(String host, Deadline deadline) {
    return CompletableFuture.supplyAsync(() -> reach.objection(host), Waiting.threads())
        .completeOnTimeout(
            Optional.of(
                new Exchange.Broken(
                    Exchange.Failure.NOT_SENT, "the host was not found in time: " + host)),
            deadline.remaining().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** {@code into} takes the body of a good answer as it comes; empty: it is read as a whole. */
  private CompletableFuture<Exchange> transmit(
      Request request, Duration headers, Duration within, Optional<BodySink> into) {
    if (closed) {
      return CompletableFuture.completedFuture(
          new Exchange.Broken(Exchange.Failure.CLOSED, "the adapter is closed"));
    }
    SentBody body = new SentBody(body(request));
    HttpRequest ready;
    try {
      ready = jdkRequest(request, body);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(Failures.of(e, Optional.empty()));
    }
    Answering answering = new Answering(request.address(), body, Deadline.in(within), into);
    answering.expect(headers);
    CompletableFuture<HttpResponse<Void>> sent =
        JdkClients.starting(() -> client.sendAsync(ready, answering::reading));
    underWay.add(answering);
    if (closed) {
      answering.cancel(); // whoever closed it may not have seen this one
    }
    CompletableFuture<?> unused = sent.whenComplete(answering::end);
    return answering.exchange.whenComplete(
        (exchange, none) -> {
          underWay.remove(answering);
          answering.release(sent);
        });
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** One call, until something ends it: what comes first counts. */
  private final class Answering {

    private final URI address;
    private final SentBody sent;
    private final Deadline deadline;
    private final Optional<BodySink> into;
    private final CompletableFuture<Exchange> exchange = new CompletableFuture<>();
    private final AtomicReference<Alarms.@Nullable Alarm> alarm = new AtomicReference<>();
    private volatile boolean read;

    Answering(URI address, SentBody sent, Deadline deadline, Optional<BodySink> into) {
      this.address = address;
      this.sent = sent;
      this.deadline = deadline;
      this.into = into;
      CompletableFuture<?> unused = exchange.whenComplete((end, none) -> awaitNothing());
    }

    /**
     * What comes next must come in that time. The JDK's own time-out ends with the headers, and
     * wakes a thread for each call.
     */
    void expect(Duration within) {
      await(Alarms.shared().set(shorter(within, deadline.remaining()), this::timeOut));
      if (exchange.isDone()) {
        awaitNothing(); // whoever ended it may not have seen this one
      }
    }

    private void awaitNothing() {
      await(null);
    }

    private void await(Alarms.@Nullable Alarm next) {
      Alarms.Alarm before = alarm.getAndSet(next);
      if (before != null) {
        Alarms.shared().callOff(before);
      }
    }

    /** Its headers are there. */
    BodySubscriber<Void> reading(ResponseInfo head) {
      return into.isPresent() && head.statusCode() == OK
          ? streaming(head, into.get())
          : whole(head);
    }

    private BodySubscriber<Void> streaming(ResponseInfo head, BodySink body) {
      streams.add(body);
      CompletableFuture<?> unused = body.over().whenComplete((end, none) -> streams.remove(body));
      if (closed) {
        body.cancel();
      }
      read = true;
      exchange.complete(answered(address, head.statusCode(), head.headers(), new byte[0]));
      return BodySubscribers.fromSubscriber(body.subscriber());
    }

    private BodySubscriber<Void> whole(ResponseInfo head) {
      CappedBody body =
          new CappedBody(maxBodyBytes, head.headers().firstValueAsLong("Content-Length").orElse(0));
      CompletableFuture<?> unusedEnding =
          body.whole()
              .<Exchange>thenApply(
                  bytes -> {
                    read = true;
                    return answered(address, head.statusCode(), head.headers(), bytes);
                  })
              .handle(
                  (answer, failure) ->
                      exchange.complete(failure == null ? answer : broken(failure)));
      expect(timeouts.body());
      CompletableFuture<?> unusedEnd = exchange.whenComplete((end, none) -> body.abandon());
      return BodySubscribers.fromSubscriber(body);
    }

    void cancel() {
      exchange.complete(broken(new CancellationException()));
    }

    private void timeOut() {
      exchange.complete(sent.withdraw() ? UNCONNECTED : broken(new TimeoutException()));
    }

    /** The JDK came to an end; mostly with a body, and then after it. */
    void end(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
      if (!exchange.isDone()) {
        exchange.complete(
            response == null
                ? broken(failure == null ? new IOException("no answer") : failure)
                : answered(address, response.statusCode(), response.headers(), new byte[0]));
      }
    }

    /**
     * Ends what the JDK still does for it. Of an answer that was read nothing is left to do, but to
     * tell of it by a thread of the common pool, which on two cores is a new one for each call.
     */
    void release(CompletableFuture<?> call) {
      if (read) {
        call.complete(null);
      } else {
        call.cancel(true);
      }
    }
  }

  private Exchange broken(Throwable failure) {
    return Failures.of(failure, route.tls().flatMap(Tls::identity));
  }

  private Exchange answered(URI address, int status, HttpHeaders headers, byte[] body) {
    return Optional.of(address)
        .filter(asked -> status == PROXY_UNAUTHORIZED)
        .flatMap(this::proxy)
        .map(JdkTransport::refused)
        .orElseGet(() -> new Exchange.Answer(status, headers, body));
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
    underWay.forEach(Answering::cancel);
    streams.forEach(BodySink::cancel);
  }

  private HttpRequest jdkRequest(Request request, BodyPublisher body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.address()).method(request.method(), body);
    request.headers().forEach((name, value) -> put(builder, name, value));
    // the JDK sends it to the proxy alone, and for https with what opens the tunnel
    route
        .proxy()
        .flatMap(ForwardProxy::authorization)
        .ifPresent(text -> put(builder, "Proxy-Authorization", text));
    return builder.build();
  }

  private static BodyPublisher body(Request request) {
    if (request.upload().filter(upload -> upload.length() > 0).isPresent()) {
      Upload upload = request.upload().get();
      return BodyPublishers.fromPublisher(
          BodyPublishers.ofInputStream(upload::stream), upload.length());
    }
    return request.body().length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.ofByteArray(request.body());
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
