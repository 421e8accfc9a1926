package io.syncline.http.rest;

import io.syncline.http.auth.Credentials;
import io.syncline.http.budget.Courier;
import io.syncline.http.budget.Delivery;
import io.syncline.http.budget.Outgoing;
import io.syncline.http.budget.SharedBudgets;
import io.syncline.http.budget.Use;
import io.syncline.http.client.BodySink;
import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.StreamedBody;
import io.syncline.http.client.Timeouts;
import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Encoding;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Write;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The service as a whole: puts calls together, and sends them within its limits. What comes of one
 * goes to {@link Answers}.
 */
final class WebService {

  private final ConnectionSpec connection;
  private final Outlet outlet;
  private final Credentials credentials;
  private final InstantSource time;
  private final Courier courier;
  private final Answers answers;
  private final Hooked hooked;

  WebService(ConnectionSpec connection, Outlet outlet, SharedBudgets shared, InstantSource clock) {
    this.connection = connection;
    this.outlet = outlet;
    credentials = outlet.credentials();
    time = outlet.time();
    answers = new Answers(connection, credentials::blotted, clock);
    hooked = Hooked.NONE;
    courier = new Courier(connection.limits(), shared, connection.retry(), clock, outlet.line());
  }

  private WebService(WebService other, Answers answers, Hooked hooked) {
    connection = other.connection;
    outlet = other.outlet;
    credentials = other.credentials;
    time = other.time;
    courier = other.courier;
    this.answers = answers;
    this.hooked = hooked;
  }

  /** The same service, with the bodies of one dataset. */
  WebService speaking(Codec other) {
    return new WebService(this, answers.speaking(other), hooked);
  }

  /** The same service, with bodies that are files; what it refuses, it tells as before. */
  WebService handling(Codec files) {
    return new WebService(this, answers.handling(files), hooked);
  }

  /** The same service, with requests and answers that go through a hook. */
  WebService through(Hooked other) {
    return new WebService(this, answers.through(other), other);
  }

  /** An answer to a read, with its body. */
  record Reply(Exchange.Answer answer, JsonNode body, Optional<Judgement> judgement) {}

  /** An answer to a step of a job. */
  record Taken(Exchange.Answer answer, Answers.Content content, Optional<Judgement> judgement) {}

  /** The time that requests may depend on. */
  Instant now() {
    return time.instant();
  }

  Judge judge() {
    return answers.judge();
  }

  /** Nothing is sent any more, and what waits to be ends; so does, in time, what is replaced. */
  void close(Duration grace) {
    courier.close();
    credentials.settle(grace);
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

  /** As the call's bodies are read and written. */
  Codec codec(Call call) {
    return answers.codec(call);
  }

  /** As {@link Answers#content}. */
  Answers.Content content(Call call, Exchange.Answer answer) {
    return answers.content(call, answer);
  }

  /** As {@link Answers#judged}. */
  Optional<Judgement> judged(Answers.Content content, Question question) {
    return answers.judged(content, question);
  }

  /** As {@link Answers#doubts}. */
  boolean doubts(int status) {
    return answers.doubts(status);
  }

  /** As {@link Answers#list}. */
  Optional<List<JsonNode>> list(Call call, JsonNode body, JsonPointer at) {
    return answers.list(call, body, at);
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
   * @throws AdapterException.Unsupported for what its body has no form for; nothing is replaced.
   *     Also where a hook failed
   */
  HttpTransport.Request request(Call call, CallParts parts) {
    Codec bodies = codec(call);
    Optional<JsonNode> tree = tree(call, parts);
    misfit(call, bodies.encode(), parts, tree)
        .ifPresent(
            misfit -> {
              throw new AdapterException.Unsupported(text(call, "must " + misfit));
            });
    Map<String, String> headers = new HashMap<>(parts.headers());
    headers.putAll(bodies.decode().headers());
    byte[] body = new byte[0];
    if (call.soap().isPresent()) {
      headers.putAll(call.soap().get().headers(bodies));
      body = call.soap().get().body(parts.variables(), parts.items(), bodies);
    } else if (tree.isPresent()) {
      Encoding.Body encoded = bodies.encode().body(tree.get());
      headers.putAll(encoded.headers());
      body = encoded.bytes();
    }
    URI address = URI.create(connection.base() + parts.path());
    HttpTransport.Request request =
        new HttpTransport.Request(call.method(), address, headers, body);
    try {
      return hooked.request(call, connection.base(), request);
    } catch (Hooked.Failed e) {
      throw new AdapterException.Unsupported(text(call, "cannot be made: " + e.getMessage()));
    }
  }

  /** What a call sends that speaks no SOAP. */
  static Optional<JsonNode> tree(Call call, CallParts parts) {
    return call.body().<JsonNode>map(body -> body.filled(parts.variables())).or(parts::body);
  }

  private static Optional<String> misfit(
      Call call, Encoding encoding, CallParts parts, Optional<JsonNode> tree) {
    return call.soap().isEmpty()
        ? tree.flatMap(encoding::misfitBody)
        : parts.values().flatMap(value -> encoding.misfit(value).stream()).findFirst();
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
            answer -> answers.verdict(sending.call(), answer, sending.question()),
            sending.writes().stream().map(Write::id).toList());
    return courier.send(outgoing, deadline, reader);
  }

  /**
   * Reads; missing and denied records are for the caller to judge, all else that is no success is
   * thrown.
   */
  Reply read(Call call, HttpTransport.Request request, Question question, Deadline deadline) {
    return reply(call, exchange(call, request, question, Use.READ, deadline), question);
  }

  /** The same of what came of a call already. */
  Reply reply(Call call, Exchange exchange, Question question) {
    Exchange.Answer answer = answers.of(call, exchange);
    Answers.Content content = answers.content(call, answer);
    Optional<Judgement> judgement = answers.judged(content, question);
    judgement.ifPresent(found -> answers.refuse(call, answer, found, question));
    if (judgement.isEmpty() && !content.flaw().isEmpty()) {
      throw new AdapterException.Unreachable(text(call, "answered with " + content.flaw()));
    }
    return new Reply(answer, content.body(), judgement);
  }

  /**
   * Opens a stream, beside all budgets. The body of an answer of 200 goes to {@code into}; an
   * answer that is no success is thrown.
   *
   * @param within until there is an answer
   */
  Exchange.Answer open(
      Call call, HttpTransport.Request request, StreamedBody into, Duration within) {
    Exchange.Answer answer = answers.of(call, opened(call, request, into, within));
    Answers.Content content = answers.content(call, answer);
    answers
        .judged(content, Question.LISTING)
        .ifPresent(found -> answers.refuse(call, answer, found, Question.LISTING));
    return answer;
  }

  private Exchange opened(
      Call call, HttpTransport.Request request, StreamedBody into, Duration within) {
    CompletableFuture<Exchange> opened =
        outlet.stream(
            request,
            Deadline.in(within),
            into,
            answer -> answers.isUnauthorized(call, answer, Question.LISTING));
    try {
      return opened.get();
    } catch (InterruptedException e) {
      into.cancel();
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled(text(call, "was interrupted"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("must end with an exchange", e);
    }
  }

  /**
   * Reads a listing in its turn; {@code line} takes the answer's body where it belongs.
   *
   * @param end told what came last
   */
  Delivery<Exchange> spool(
      Call call,
      HttpTransport.Request request,
      Courier.Line line,
      Deadline deadline,
      Consumer<Exchange> end) {
    return courier
        .over(line)
        .send(
            outgoing(call, request, Question.LISTING, Use.READ),
            deadline,
            exchange -> {
              end.accept(exchange);
              return exchange;
            });
  }

  /**
   * Reads what is no record, in its turn; {@code line} takes the answer's body where it belongs.
   *
   * @param over whether an answer is one that a repeat would not better
   */
  Delivery<Exchange> fetch(
      Call call,
      HttpTransport.Request request,
      Predicate<Exchange.Answer> over,
      Courier.Line line,
      Deadline deadline) {
    Outgoing outgoing =
        new Outgoing(
            call,
            Use.READ,
            true,
            () -> Optional.of(request),
            answer ->
                over.test(answer)
                    ? Optional.empty()
                    : answers.verdict(call, answer, Question.POINT));
    return courier.over(line).send(outgoing, deadline, Function.identity());
  }

  /**
   * Sends such a call once.
   *
   * @param ours whether it is shown who makes it
   * @param into takes the body of an answer of 200
   */
  CompletableFuture<Exchange> stream(
      Call call, HttpTransport.Request request, BodySink into, boolean ours, Deadline deadline) {
    Duration headers = timeouts().headers();
    Duration left = deadline.remaining();
    Deadline first = Deadline.in(left.compareTo(headers) < 0 ? left : headers);
    return ours
        ? outlet.stream(
            request,
            first,
            into,
            answer ->
                answer.status() / 100 > 3 && answers.isUnauthorized(call, answer, Question.POINT))
        : outlet.transport().open(request, first.remaining(), into);
  }

  /** What is said of it by an answer that is no success; what fails other reads is thrown. */
  Judgement fetched(Call call, Exchange exchange) {
    Exchange.Answer answer = answers.of(call, exchange);
    Answers.Content content = answers.content(call, answer);
    Judgement judgement =
        answers.judge().judge(content.status(), content.body(), Question.POINT).orElseThrow();
    answers.refuse(call, answer, judgement, Question.POINT);
    return judgement;
  }

  /** Whether bodies can be taken as they come, which no recording does. */
  boolean streams() {
    return !outlet.taped();
  }

  Timeouts timeouts() {
    return connection.timeouts();
  }

  /**
   * Takes a step of a job of writes, which can be repeated. What is said against the job is for the
   * caller to judge, all else that is no success is thrown.
   */
  Taken step(Call call, HttpTransport.Request request, Deadline deadline) {
    Exchange.Answer answer =
        answers.of(call, exchange(call, request, Question.JOB, Use.WRITE, deadline));
    Answers.Content content = answers.content(call, answer);
    Optional<Judgement> judgement = answers.judged(content, Question.JOB);
    judgement.ifPresent(found -> answers.refuse(call, answer, found, Question.JOB));
    return new Taken(answer, content, judgement);
  }

  String text(Call call, String what) {
    return answers.text(call, what);
  }

  /** One that has the same effect however often it is sent. */
  private Outgoing outgoing(Call call, HttpTransport.Request request, Question question, Use use) {
    return new Outgoing(
        call,
        use,
        true,
        () -> Optional.of(request),
        answer -> answers.verdict(call, answer, question));
  }

  private Exchange exchange(
      Call call, HttpTransport.Request request, Question question, Use use, Deadline deadline) {
    Outgoing outgoing = outgoing(call, request, question, use);
    Delivery<Exchange> delivery = courier.send(outgoing, deadline, Function.identity());
    try {
      return delivery.await();
    } catch (InterruptedException e) {
      delivery.withdraw();
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled(text(call, "was interrupted"));
    } catch (TimeoutException e) {
      delivery.withdraw();
      return new Exchange.Broken(Exchange.Failure.TIMED_OUT, "no complete answer in time");
    } catch (ExecutionException e) {
      throw new IllegalStateException("must end with an exchange", e);
    }
  }

  /** Why a request could not be made. */
  String unfit(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause instanceof AdapterException
        ? blotted(String.valueOf(cause.getMessage()))
        : "no request can be made of it";
  }
}
