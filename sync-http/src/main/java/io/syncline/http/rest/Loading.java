package io.syncline.http.rest;

import io.syncline.http.budget.Delivery;
import io.syncline.http.client.BodyInput;
import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.StreamedBody;
import io.syncline.http.client.Streaming;
import io.syncline.http.manifest.AttachmentSpec;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobException;
import io.syncline.spi.BlobStore;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/**
 * One attachment on its way into a blob store. It takes its turn as any call does, until its last
 * byte is kept; what breaks off is asked for again as any read is.
 */
final class Loading {

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final WebService service;
  private final AttachmentSpec spec;
  private final BlobStore store;
  private final Wanted wanted;
  private final HttpTransport.Request request;
  private final boolean ours;
  private final Optional<Attached> before;
  private volatile StreamedBody body = new StreamedBody();
  private volatile boolean cancelled;
  private volatile Optional<LargeObject> kept = Optional.empty();
  private Optional<Delivery<Exchange>> delivery = Optional.empty();

  /**
   * What it is for.
   *
   * @param name by which it is remembered
   */
  record Wanted(ObjectNode record, NativeKey key, String name) {}

  /**
   * What became of it.
   *
   * @param attached empty: it was not loaded
   * @param isGone whether there is none
   * @param refusal why it was not loaded, or not taken; empty text: nothing
   */
  record Result(Optional<Attached> attached, boolean isGone, String refusal) {

    static Result refused(String why) {
      return new Result(Optional.empty(), false, why);
    }
  }

  Loading(
      WebService service,
      AttachmentSpec spec,
      BlobStore store,
      Wanted wanted,
      URI address,
      Optional<Attached> before) {
    this.service = service;
    this.spec = spec;
    this.store = store;
    this.wanted = wanted;
    this.before = before;
    ours = BelowBase.path(service.base(), address).isPresent();
    HttpTransport.Request plain =
        new HttpTransport.Request(
            "GET", address, Map.of("Accept", "*/*", "Accept-Encoding", "identity"), new byte[0]);
    request =
        before.flatMap(Attached::tag).map(tag -> plain.with("If-None-Match", tag)).orElse(plain);
  }

  AttachmentSpec spec() {
    return spec;
  }

  Wanted wanted() {
    return wanted;
  }

  /** Returns at once. */
  void begin(Deadline deadline) {
    delivery =
        Optional.of(
            service.fetch(
                spec.call(),
                request,
                answer -> isOver(answer.status()),
                (outgoing, sent, within) -> send(sent, within),
                deadline));
  }

  /** Whether it tells nothing against the service: redirects are not followed, nor is it ours. */
  private boolean isOver(int status) {
    return status / 100 == 2 || status / 100 == 3 || (!ours && status == 401);
  }

  private CompletableFuture<Exchange> send(HttpTransport.Request sent, Deadline deadline) {
    StreamedBody into = new StreamedBody();
    body = into;
    if (cancelled) {
      into.cancel();
    }
    return service.stream(spec.call(), sent, into, ours, deadline)
        .thenCompose(
            exchange ->
                exchange instanceof Exchange.Answer answer && answer.status() == OK
                    ? CompletableFuture.supplyAsync(
                        () -> keep(answer, into, deadline), Streaming.threads())
                    : CompletableFuture.completedFuture(exchange));
  }

  private Exchange keep(Exchange.Answer answer, StreamedBody into, Deadline deadline) {
    long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    try (BodyInput content = new BodyInput(into, length, service.timeouts().body(), deadline)) {
      kept =
          length > spec.maxBytes() || isEncoded(answer)
              ? Optional.empty()
              : store.put(content, spec.maxBytes());
      return answer;
    } catch (SocketTimeoutException e) {
      return new Exchange.Broken(Exchange.Failure.TIMED_OUT, "nothing came in time");
    } catch (IOException e) {
      return new Exchange.Broken(Exchange.Failure.LOST, "it broke off: " + e.getMessage());
    }
  }

  private static boolean isEncoded(Exchange.Answer answer) {
    return !answer.headers().firstValue("Content-Encoding").orElse("identity").equals("identity");
  }

  /** From any thread: ends the connection, and sends nothing any more. */
  void cancel() {
    cancelled = true;
    delivery.ifPresent(Delivery::withdraw);
    body.cancel();
  }

  /**
   * Waits for the end.
   *
   * @throws AdapterException as any read does
   */
  Result await() {
    Exchange exchange;
    try {
      exchange = delivery.orElseThrow().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdapterException.Cancelled(text("was interrupted"));
    } catch (TimeoutException e) {
      throw new AdapterException.DeadlineExceeded(text("had no complete answer in time"));
    } catch (ExecutionException e) {
      throw failed(e);
    }
    if (exchange instanceof Exchange.Broken broken
        && broken.failure() == Exchange.Failure.NOT_RECORDED) {
      return Result.refused(broken.text());
    }
    return exchange instanceof Exchange.Answer answer && isOver(answer.status())
        ? answered(answer)
        : judged(exchange);
  }

  private AdapterException failed(ExecutionException e) {
    if (e.getCause() instanceof BlobException broken) {
      return new AdapterException.Unreachable(
          "blob store " + spec.store() + ": " + broken.getMessage());
    }
    throw new IllegalStateException("must end with an exchange", e);
  }

  private Result answered(Exchange.Answer answer) {
    return switch (answer.status()) {
      case OK -> loaded(answer);
      case NO_CONTENT -> new Result(Optional.empty(), true, "");
      case NOT_MODIFIED ->
          before.isPresent()
              ? new Result(before, false, "")
              : Result.refused("answered 304, and was not asked for a change");
      default -> Result.refused("answered " + answer.status());
    };
  }

  private Result loaded(Exchange.Answer answer) {
    Attached attached =
        new Attached(
            kept,
            answer.headers().firstValue("Content-Type").orElse(""),
            answer.headers().firstValue("ETag"));
    String refusal =
        kept.isPresent()
            ? ""
            : isEncoded(answer)
                ? "answered with another Content-Encoding than identity"
                : "must not be longer than maxBytes: " + spec.maxBytes();
    return new Result(Optional.of(attached), false, refusal);
  }

  private Result judged(Exchange exchange) {
    Judgement judgement = service.fetched(spec.call(), exchange);
    return switch (judgement.verdict()) {
      case MISSING -> new Result(Optional.empty(), true, "");
      default -> Result.refused(judgement.toString());
    };
  }

  private String text(String what) {
    return service.text(spec.call(), what);
  }
}
