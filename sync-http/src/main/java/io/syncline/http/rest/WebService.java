package io.syncline.http.rest;

import io.syncline.http.auth.Credentials;
import io.syncline.http.budget.Courier;
import io.syncline.http.budget.Delivery;
import io.syncline.http.budget.Outgoing;
import io.syncline.http.budget.Use;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The service as a whole: sends calls within its limits, and reads answers. */
final class WebService {

  private final ConnectionSpec connection;
  private final Credentials credentials;
  private final InstantSource clock;
  private final Judge judge;
  private final Courier courier;

  WebService(
      ConnectionSpec connection,
      HttpTransport transport,
      Credentials credentials,
      InstantSource clock) {
    this.connection = connection;
    this.credentials = credentials;
    this.clock = clock;
    judge = new Judge(connection);
    courier =
        new Courier(
            connection.limits(),
            connection.retry(),
            clock,
            (request, deadline) -> credentials.send(transport, request, deadline, this::isRefused));
  }

  /** An answer to a read that is JSON. */
  record Reply(Exchange.Answer answer, JsonNode body, Optional<Judgement> judgement) {}

  Instant now() {
    return clock.instant();
  }

  Judge judge() {
    return judge;
  }

  /** Nothing is sent any more, and what waits to be ends. */
  void close() {
    courier.close();
  }

  /** The call was refused until then; tells the budget that the refusal is of. */
  String throttled(Call call, Instant until) {
    return courier.throttled(call, until);
  }

  URI base() {
    return connection.base();
  }

  String blotted(String text) {
    return credentials.blotted(text);
  }

  private boolean isRefused(Exchange.Answer answer) {
    return answer.status() / 100 != 2
        && verdict(answer, Question.LISTING).equals(Optional.of(Verdict.AUTH_FAILED));
  }

  /** What an answer means; empty: a success. */
  private Optional<Verdict> verdict(Exchange.Answer answer, Question question) {
    return judge.doubts(answer.status())
        ? judge
            .judge(
                answer.status(),
                Json.parse(answer.body()).orElse(MissingNode.getInstance()),
                question)
            .map(Judgement::verdict)
        : Optional.empty();
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

  /** Sends the call of a write in its turn; {@code request} gives none where it is too late. */
  <T> Delivery<T> send(
      Sending sending,
      Supplier<Optional<HttpTransport.Request>> request,
      Deadline deadline,
      Function<Exchange, T> reader) {
    Outgoing outgoing =
        new Outgoing(
            sending.call(),
            Use.WRITE,
            sending.isRepeatable(),
            request,
            answer -> verdict(answer, sending.question()));
    return courier.send(outgoing, deadline, reader);
  }

  /**
   * Reads; missing and denied records are for the caller to judge, all else that is no success is
   * thrown.
   */
  Reply read(Call call, HttpTransport.Request request, Question question, Deadline deadline) {
    Exchange exchange = exchange(call, request, question, deadline);
    if (!(exchange instanceof Exchange.Answer answer)) {
      throw unanswered(call, exchange);
    }
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

  private Exchange exchange(
      Call call, HttpTransport.Request request, Question question, Deadline deadline) {
    Outgoing outgoing =
        new Outgoing(
            call, Use.READ, true, () -> Optional.of(request), answer -> verdict(answer, question));
    Delivery<Exchange> delivery = courier.send(outgoing, deadline, Function.identity());
    try {
      return delivery.await();
    } catch (InterruptedException e) {
      delivery.withdraw();
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled(text(call, "was interrupted"));
    } catch (TimeoutException e) {
      return new Exchange.Broken(Exchange.Failure.TIMED_OUT, "no complete answer in time");
    } catch (ExecutionException e) {
      throw new IllegalStateException("must end with an exchange", e);
    }
  }

  private AdapterException unanswered(Call call, Exchange exchange) {
    if (exchange instanceof Exchange.Held held) {
      String text = text(call, held.toString());
      return held.until().isPresent()
          ? new AdapterException.ReadThrottled(held.until().get(), text)
          : new AdapterException.DeadlineExceeded(text + " before its deadline");
    }
    Exchange.Broken broken = (Exchange.Broken) exchange;
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
