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
import io.syncline.http.client.StreamedBody;
import io.syncline.http.client.Timeouts;
import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Decoded;
import io.syncline.http.codec.Decoding;
import io.syncline.http.codec.Encoding;
import io.syncline.http.codec.Unreadable;
import io.syncline.http.hook.HookAnswer;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.http.soap.SoapFault;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The service as a whole: sends calls within its limits, and reads answers. */
final class WebService {

  private final ConnectionSpec connection;
  private final Outlet outlet;
  private final Credentials credentials;
  private final InstantSource clock;
  private final InstantSource time;
  private final Judge judge;
  private final Courier courier;
  private final Codec codec;
  private final Decoding ofRefusals;
  private final Hooked hooked;

  WebService(ConnectionSpec connection, Outlet outlet, InstantSource clock) {
    this.connection = connection;
    this.outlet = outlet;
    credentials = outlet.credentials();
    this.clock = clock;
    time = outlet.time();
    judge = new Judge(connection, credentials::blotted);
    codec = Codec.JSON;
    ofRefusals = codec.decode();
    hooked = Hooked.NONE;
    courier = new Courier(connection.limits(), connection.retry(), clock, outlet.line());
  }

  private WebService(WebService other, Codec codec, Decoding ofRefusals, Hooked hooked) {
    connection = other.connection;
    outlet = other.outlet;
    credentials = other.credentials;
    clock = other.clock;
    time = other.time;
    judge = other.judge;
    courier = other.courier;
    this.codec = codec;
    this.ofRefusals = ofRefusals;
    this.hooked = hooked;
  }

  /** The same service, with the bodies of one dataset. */
  WebService speaking(Codec other) {
    return new WebService(this, other, other.decode(), hooked);
  }

  /** The same service, with bodies that are files; what it refuses, it tells as before. */
  WebService handling(Codec files) {
    return new WebService(this, files, ofRefusals, hooked);
  }

  /** The same service, with requests and answers that go through a hook. */
  WebService through(Hooked other) {
    return new WebService(this, codec, ofRefusals, other);
  }

  /**
   * What an answer has in its body.
   *
   * @param status as a fault in it means it, if it has one
   * @param body missing where it could not be read
   * @param flaw why not; empty: it was read
   * @param meant what a hook says that it means; empty: it leaves that to the manifest
   * @param failure why the hook does not know; empty: it did not fail
   */
  record Content(
      int status, JsonNode body, String flaw, Optional<Verdict> meant, Optional<String> failure) {}

  /** An answer to a read, with its body. */
  record Reply(Exchange.Answer answer, JsonNode body, Optional<Judgement> judgement) {}

  /** An answer to a step of a job. */
  record Taken(Exchange.Answer answer, Content content, Optional<Judgement> judgement) {}

  /** The time that requests may depend on. */
  Instant now() {
    return time.instant();
  }

  Judge judge() {
    return judge;
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
    return call.soap().map(soap -> soap.codec(codec)).orElse(codec);
  }

  Content content(Call call, Exchange.Answer answer) {
    boolean refused = call.soap().isEmpty() && answer.status() / 100 != 2;
    Decoding decoding = refused ? ofRefusals : codec(call).decode();
    if (!hooked.isThere()) {
      Decoded decoded = decoding.decode(answer.headers(), answer.body());
      return content(call, answer, decoded, Optional.empty());
    }
    HookAnswer asked = new HookAnswer(call.toString(), answer.status(), answer.headers());
    try {
      Decoded decoded = decoded(decoding, answer, asked);
      return content(call, answer, decoded, hooked.verdict(asked, decoded.body()));
    } catch (Hooked.Failed e) {
      String why = String.valueOf(e.getMessage());
      return new Content(
          answer.status(), MissingNode.getInstance(), why, Optional.empty(), Optional.of(why));
    }
  }

  private static Content content(
      Call call, Exchange.Answer answer, Decoded decoded, Optional<Verdict> meant) {
    int status =
        call.soap().isPresent()
            ? SoapFault.status(answer.status(), decoded.body())
            : answer.status();
    return new Content(status, decoded.body(), decoded.flaw(), meant, Optional.empty());
  }

  private Decoded decoded(Decoding decoding, Exchange.Answer answer, HookAnswer asked)
      throws Hooked.Failed {
    try {
      byte[] plain = hooked.body(asked, decoding.plain(answer.headers(), answer.body()));
      return new Decoded(hooked.tree(asked, decoding.tree(answer.headers(), plain)), "");
    } catch (Unreadable e) {
      return new Decoded(MissingNode.getInstance(), String.valueOf(e.getMessage()));
    }
  }

  /** What an answer means; empty: a success. */
  Optional<Judgement> judged(Content content, Question question) {
    if (content.failure().isPresent()) {
      return Optional.of(judge.unknown(content.failure().get()));
    }
    return content.meant().isPresent()
        ? judge.judge(content.status(), content.body(), question, content.meant().get())
        : judge.judge(content.status(), content.body(), question);
  }

  /** Whether an answer of this status may be no success. */
  boolean doubts(int status) {
    return hooked.isThere() || judge.doubts(status);
  }

  /** What is at a place where a list is expected; empty where none is. */
  Optional<List<JsonNode>> list(Call call, JsonNode body, JsonPointer at) {
    return codec(call).decode().format().list(body, at);
  }

  /** What an answer means; empty: a success. */
  private Optional<Verdict> verdict(Call call, Exchange.Answer answer, Question question) {
    if (call.soap().isEmpty() && !doubts(answer.status())) {
      return Optional.empty();
    }
    return judged(content(call, answer), question).map(Judgement::verdict);
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

  private static Optional<JsonNode> tree(Call call, CallParts parts) {
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
            answer -> verdict(sending.call(), answer, sending.question()),
            sending.writes().stream().map(Write::id).toList());
    return courier.send(outgoing, deadline, reader);
  }

  /**
   * Reads; missing and denied records are for the caller to judge, all else that is no success is
   * thrown.
   */
  Reply read(Call call, HttpTransport.Request request, Question question, Deadline deadline) {
    Exchange exchange = exchange(call, request, question, Use.READ, deadline);
    if (!(exchange instanceof Exchange.Answer answer)) {
      throw unanswered(call, exchange);
    }
    Content content = content(call, answer);
    Optional<Judgement> judgement = judged(content, question);
    judgement.ifPresent(found -> refuse(call, answer, found, question));
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
    Exchange exchange = opened(call, request, into, within);
    if (!(exchange instanceof Exchange.Answer answer)) {
      throw unanswered(call, exchange);
    }
    Content content = content(call, answer);
    judged(content, Question.LISTING)
        .ifPresent(found -> refuse(call, answer, found, Question.LISTING));
    return answer;
  }

  private Exchange opened(
      Call call, HttpTransport.Request request, StreamedBody into, Duration within) {
    CompletableFuture<Exchange> opened =
        outlet.stream(
            request,
            Deadline.in(within),
            into,
            answer ->
                verdict(call, answer, Question.LISTING)
                    .filter(Verdict.AUTH_FAILED::equals)
                    .isPresent());
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
            answer -> over.test(answer) ? Optional.empty() : verdict(call, answer, Question.POINT));
    return courier.over(line).send(outgoing, deadline, Function.identity());
  }

  /**
   * Sends such a call once.
   *
   * @param ours whether it is shown who makes it
   * @param into takes the body of an answer of 200
   */
  CompletableFuture<Exchange> stream(
      Call call,
      HttpTransport.Request request,
      StreamedBody into,
      boolean ours,
      Deadline deadline) {
    Duration headers = timeouts().headers();
    Duration left = deadline.remaining();
    Deadline first = Deadline.in(left.compareTo(headers) < 0 ? left : headers);
    return ours
        ? outlet.stream(
            request,
            first,
            into,
            answer ->
                answer.status() / 100 > 3
                    && verdict(call, answer, Question.POINT)
                        .filter(Verdict.AUTH_FAILED::equals)
                        .isPresent())
        : outlet.transport().open(request, first.remaining(), into);
  }

  /** What is said of it by an answer that is no success; what fails other reads is thrown. */
  Judgement fetched(Call call, Exchange exchange) {
    if (!(exchange instanceof Exchange.Answer answer)) {
      throw unanswered(call, exchange);
    }
    Content content = content(call, answer);
    Judgement judgement =
        judge.judge(content.status(), content.body(), Question.POINT).orElseThrow();
    refuse(call, answer, judgement, Question.POINT);
    return judgement;
  }

  Timeouts timeouts() {
    return connection.timeouts();
  }

  /**
   * Takes a step of a job of writes, which can be repeated. What is said against the job is for the
   * caller to judge, all else that is no success is thrown.
   */
  Taken step(Call call, HttpTransport.Request request, Deadline deadline) {
    Exchange exchange = exchange(call, request, Question.JOB, Use.WRITE, deadline);
    if (!(exchange instanceof Exchange.Answer answer)) {
      throw unanswered(call, exchange);
    }
    Content content = content(call, answer);
    Optional<Judgement> judgement = judged(content, Question.JOB);
    judgement.ifPresent(found -> refuse(call, answer, found, Question.JOB));
    return new Taken(answer, content, judgement);
  }

  String text(Call call, String what) {
    return blotted(call + " " + what);
  }

  private Exchange exchange(
      Call call, HttpTransport.Request request, Question question, Use use, Deadline deadline) {
    Outgoing outgoing =
        new Outgoing(
            call, use, true, () -> Optional.of(request), answer -> verdict(call, answer, question));
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
      case NOT_RECORDED -> new AdapterException.Unsupported(blotted(broken.text()));
      case CLOSED, CANCELLED -> new AdapterException.Cancelled(text);
    };
  }

  private void refuse(Call call, Exchange.Answer answer, Judgement judgement, Question question) {
    String text = text(call, "answered " + answer.status() + " " + judgement);
    boolean point = question == Question.POINT || question == Question.JOB;
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
      case STALE, DUPLICATE, BLOCKED, REJECTED -> {
        if (!point) {
          throw new AdapterException.Unsupported(text);
        }
      }
    }
  }
}
