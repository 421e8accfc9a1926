package io.syncline.http.rest;

import io.syncline.http.auth.Credentials;
import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.RetryAfter;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.AdapterException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

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
  }

  /** An answer to a read that is JSON. */
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

  private boolean isRefused(Exchange.Answer answer) {
    return answer.status() / 100 != 2
        && judge
            .judge(
                answer.status(),
                Json.parse(answer.body()).orElse(MissingNode.getInstance()),
                Question.LISTING)
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

  HttpTransport.Request request(
      String method, String path, Map<String, String> headers, byte[] body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Accept", "application/json");
    if (body.length > 0) {
      all.put("Content-Type", "application/json");
    }
    URI address = URI.create(connection.base() + path);
    return new HttpTransport.Request(method, address, all, body);
  }

  /**
   * Waits for a permit, which is given back when {@code reader} is done with the answer; empty
   * where there is none before the deadline.
   */
  <T> Optional<CompletableFuture<T>> send(
      HttpTransport.Request request, Deadline deadline, Function<Exchange, T> reader)
      throws InterruptedException {
    if (!permits.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          credentials
              .send(transport, request, deadline, this::isRefused)
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
    Optional<JsonNode> body = Json.parse(answer.body());
    Optional<Judgement> judgement =
        judge.judge(answer.status(), body.orElse(MissingNode.getInstance()), question);
    judgement.ifPresent(found -> refuse(call, answer, found, question));
    if (judgement.isEmpty() && body.isEmpty()) {
      throw new AdapterException.Unreachable(
          text(call, "answered with something that is not JSON"));
    }
    return new Reply(answer, body.orElse(MissingNode.getInstance()), judgement);
  }

  String text(Call call, String what) {
    return blotted(call + " " + what);
  }

  private Exchange exchange(Call call, HttpTransport.Request request, Deadline deadline) {
    try {
      Optional<CompletableFuture<Exchange>> sent = send(request, deadline, Function.identity());
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
