package io.syncline.http.rest;

import io.syncline.http.auth.Credentials;
import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.RetryAfter;
import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Decoded;
import io.syncline.http.codec.Encoding;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.http.soap.SoapFault;
import io.syncline.spi.AdapterException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The service as a whole: sends calls within the limit of concurrency, and reads answers. */
final class WebService {

  /** What a call may take beyond its deadline until its end is seen. */
  private static final long GRACE_MILLIS = 1000;

  private final ConnectionSpec connection;
  private final HttpTransport transport;
  private final Credentials credentials;
  private final InstantSource clock;
  private final Judge judge;
  private final Semaphore permits;
  private final Codec codec;

  WebService(
      ConnectionSpec connection,
      HttpTransport transport,
      Credentials credentials,
      InstantSource clock) {
    this.connection = connection;
    this.transport = transport;
    this.credentials = credentials;
    this.clock = clock;
    judge = new Judge(connection);
    permits = new Semaphore(connection.concurrent(), true);
    codec = Codec.JSON;
  }

  private WebService(WebService other, Codec codec) {
    connection = other.connection;
    transport = other.transport;
    credentials = other.credentials;
    clock = other.clock;
    judge = other.judge;
    permits = other.permits;
    this.codec = codec;
  }

  /** The same service, with the bodies of one dataset. */
  WebService speaking(Codec other) {
    return new WebService(this, other);
  }

  /**
   * What an answer has in its body.
   *
   * @param status as a fault in it means it, if it has one
   * @param body missing where it could not be read
   * @param flaw why not; empty: it was read
   */
  record Content(int status, JsonNode body, String flaw) {}

  /** An answer to a read, with its body. */
  record Reply(Exchange.Answer answer, JsonNode body, Optional<Judgement> judgement) {}

  Instant now() {
    return clock.instant();
  }

  Judge judge() {
    return judge;
  }

  String budget() {
    return connection.budget();
  }

  URI base() {
    return connection.base();
  }

  int concurrent() {
    return connection.concurrent();
  }

  String blotted(String text) {
    return credentials.blotted(text);
  }

  /** As the call's bodies are read and written. */
  Codec codec(Call call) {
    return call.soap().map(soap -> soap.codec(codec)).orElse(codec);
  }

  Content content(Call call, Exchange.Answer answer) {
    Decoded decoded = codec(call).decode().decode(answer.headers(), answer.body());
    int status =
        call.soap().isPresent()
            ? SoapFault.status(answer.status(), decoded.body())
            : answer.status();
    return new Content(status, decoded.body(), decoded.flaw());
  }

  /** What is at a place where a list is expected; empty where none is. */
  Optional<List<JsonNode>> list(Call call, JsonNode body, JsonPointer at) {
    return codec(call).decode().format().list(body, at);
  }

  private boolean isRefused(Call call, Exchange.Answer answer) {
    if (answer.status() / 100 == 2 && call.soap().isEmpty()) {
      return false;
    }
    Content content = content(call, answer);
    return content.status() / 100 != 2
        && judge
            .judge(content.status(), content.body(), Question.LISTING)
            .filter(judgement -> judgement.verdict() == Verdict.AUTH_FAILED)
            .isPresent();
  }

  /** An answer refused the credentials for a part of what was asked. */
  void refused() {
    credentials.refused();
  }

  /** The path without what {@link #send} adds to its query. */
  String withoutCredentials(String path) {
    return credentials.without(path);
  }

  /**
   * A call as bytes.
   *
   * @throws AdapterException.Unsupported for what its body has no form for; nothing is replaced
   */
  HttpTransport.Request request(Call call, CallParts parts) {
    Codec bodies = codec(call);
    misfit(call, bodies.encode(), parts)
        .ifPresent(
            misfit -> {
              throw new AdapterException.Unsupported(text(call, "must " + misfit));
            });
    Map<String, String> headers = new HashMap<>(parts.headers());
    headers.putAll(bodies.decode().headers());
    byte[] body = new byte[0];
    if (call.soap().isPresent()) {
      headers.putAll(call.soap().get().headers(bodies));
      body = call.soap().get().body(parts.variables(), bodies);
    } else if (parts.body().isPresent()) {
      headers.putAll(bodies.encode().headers());
      body = bodies.encode().encode(parts.body().get());
    }
    URI address = URI.create(connection.base() + parts.path());
    return new HttpTransport.Request(call.method(), address, headers, body);
  }

  private static Optional<String> misfit(Call call, Encoding encoding, CallParts parts) {
    return call.soap().isEmpty()
        ? parts.body().flatMap(encoding::misfitBody)
        : parts.variables().values().stream()
            .flatMap(value -> encoding.misfit(value).stream())
            .findFirst();
  }

  /**
   * Waits for a permit, which is given back when {@code reader} is done with the answer; empty
   * where there is none before the deadline.
   */
  <T> Optional<CompletableFuture<T>> send(
      Call call, HttpTransport.Request request, Deadline deadline, Function<Exchange, T> reader)
      throws InterruptedException {
    if (!permits.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          credentials
              .send(transport, request, deadline, answer -> isRefused(call, answer))
              .thenApply(reader)
              .whenComplete((result, failure) -> permits.release()));
    } catch (RuntimeException e) {
      permits.release();
      throw e;
    }
  }

  /** Waits for an answer that ends by the deadline by itself. */
  private static Exchange await(CompletableFuture<Exchange> sent, Deadline deadline)
      throws InterruptedException {
    try {
      return sent.get(deadline.remaining().toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Exchange.Broken(Exchange.Failure.TIMED_OUT, "no complete answer in time");
    } catch (ExecutionException e) {
      throw new IllegalStateException("must end with an exchange", e);
    }
  }

  /**
   * Reads; missing and denied records are for the caller to judge, all else that is no success is
   * thrown.
   */
  Reply read(Call call, HttpTransport.Request request, Question question, Deadline deadline) {
    Exchange exchange = exchange(call, request, deadline);
    if (exchange instanceof Exchange.Broken broken) {
      throw broken(call, broken);
    }
    Exchange.Answer answer = (Exchange.Answer) exchange;
    Content content = content(call, answer);
    Optional<Judgement> judgement = judge.judge(content.status(), content.body(), question);
    judgement.ifPresent(found -> refuse(call, answer, found, question));
    if (judgement.isEmpty() && !content.flaw().isEmpty()) {
      throw new AdapterException.Unreachable(text(call, "answered with " + content.flaw()));
    }
    return new Reply(answer, content.body(), judgement);
  }

  String text(Call call, String what) {
    return blotted(call + " " + what);
  }

  private Exchange exchange(Call call, HttpTransport.Request request, Deadline deadline) {
    try {
      Optional<CompletableFuture<Exchange>> sent =
          send(call, request, deadline, Function.identity());
      if (sent.isEmpty()) {
        throw new AdapterException.DeadlineExceeded(
            text(call, "found " + concurrent() + " calls under way until its deadline"));
      }
      return await(sent.get(), deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled(text(call, "was interrupted"));
    }
  }

  private AdapterException broken(Call call, Exchange.Broken broken) {
    String text = text(call, "had no answer: " + broken.text());
    return switch (broken.failure()) {
      case UNAUTHORIZED -> new AdapterException.AuthFailed(text);
      case NOT_SENT, LOST -> new AdapterException.Unreachable(text);
      case TIMED_OUT -> new AdapterException.DeadlineExceeded(text);
      case TOO_LARGE -> new AdapterException.Unsupported(text);
      case CANCELLED -> new AdapterException.Cancelled(text);
    };
  }

  private void refuse(Call call, Exchange.Answer answer, Judgement judgement, Question question) {
    String text = text(call, "answered " + answer.status() + " " + judgement);
    boolean point = question == Question.POINT;
    switch (judgement.verdict()) {
      case AUTH_FAILED -> throw new AdapterException.AuthFailed(text);
      case CURSOR_EXPIRED -> throw new AdapterException.CursorExpired(text, null);
      case THROTTLED ->
          throw new AdapterException.ReadThrottled(
              RetryAfter.until(answer.headers(), clock.instant()), text);
      case UNAVAILABLE, UNKNOWN -> throw new AdapterException.Unreachable(text);
      case DENIED -> {
        if (!point) {
          throw new AdapterException.AuthFailed(text);
        }
      }
      case MISSING, MOVED -> {
        if (!point) {
          throw new AdapterException.Unsupported(text);
        }
      }
      case STALE, DUPLICATE, BLOCKED, REJECTED -> throw new AdapterException.Unsupported(text);
    }
  }
}
