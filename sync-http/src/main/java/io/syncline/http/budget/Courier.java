package io.syncline.http.budget;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.RetryAfter;
import io.syncline.http.client.Timer;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.LimitsSpec;
import io.syncline.http.manifest.LimitsSpec.Learnable;
import io.syncline.http.manifest.RetrySpec;
import io.syncline.http.manifest.Verdict;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends calls, each in its turn, and again where that is harmless and can help. What has to be
 * waited for, an answer, a turn or a repeat, holds no thread. Thread-safe.
 */
public final class Courier {

  private final Budgets budgets;
  private final Set<Learnable> learned;
  private final RetrySpec retry;
  private final Backoff backoff;
  private final InstantSource clock;
  private final Line line;

  /** Sends a request once. */
  @FunctionalInterface
  public interface Line {

    /** Always ends with an exchange, at the latest at the deadline. */
    CompletableFuture<Exchange> send(
        Outgoing outgoing, HttpTransport.Request request, Deadline deadline);
  }

  /**
   * On the few threads that all adapters share.
   *
   * @param shared where other processes draw on some of the limits too; closed with this
   */
  public Courier(
      LimitsSpec limits, SharedBudgets shared, RetrySpec retry, InstantSource clock, Line line) {
    this(limits, shared, retry, clock, Timer.shared(), new SecureRandom(), line);
  }

  Courier(
      LimitsSpec limits,
      SharedBudgets shared,
      RetrySpec retry,
      InstantSource clock,
      Timer timer,
      RandomGenerator random,
      Line line) {
    budgets = new Budgets(limits, shared, retry.giveBackAfter(), clock, timer);
    learned = limits.learned();
    this.retry = retry;
    backoff = new Backoff(retry, random);
    this.clock = clock;
    this.line = line;
  }

  private Courier(Courier other, Line line) {
    budgets = other.budgets;
    learned = other.learned;
    retry = other.retry;
    backoff = other.backoff;
    clock = other.clock;
    this.line = line;
  }

  /** The same turns and repeats, by another line. */
  public Courier over(Line other) {
    return new Courier(this, other);
  }

  /** The service refused a part of the call until then; tells the budget that waits for it. */
  public String throttled(Call call, Instant until) {
    budgets.pause(call, until);
    return budgets.key(call);
  }

  /** What waits for its turn, or a repeat, ends; nothing is sent any more. */
  public void close() {
    budgets.close();
  }

  /**
   * Returns at once.
   *
   * @param reader reads what came last; only then the call makes room for others
   */
  public <T> Delivery<T> send(Outgoing outgoing, Deadline deadline, Function<Exchange, T> reader) {
    Passage passage = new Passage(outgoing, deadline);
    return new Delivery<>(passage, attempt(passage, reader, 0, Instant.MIN));
  }

  private <T> CompletableFuture<T> attempt(
      Passage passage, Function<Exchange, T> reader, int repeats, Instant notBefore) {
    Outgoing outgoing = passage.outgoing();
    return budgets
        .admit(outgoing.call(), outgoing.use(), notBefore, passage.deadline())
        .thenCompose(
            admission ->
                admission instanceof Admission.Granted granted
                    ? transmit(passage, reader, repeats, granted.ended())
                    : CompletableFuture.completedFuture(
                        reader.apply(unsent(passage, ((Admission.Refused) admission).why()))));
  }

  private <T> CompletableFuture<T> transmit(
      Passage passage, Function<Exchange, T> reader, int repeats, Runnable ended) {
    Instant begun = clock.instant();
    return sent(passage)
        .thenApply(
            exchange -> {
              learn(passage.outgoing(), exchange, begun);
              return next(passage, reader, repeats, exchange);
            })
        .whenComplete((next, failure) -> ended.run())
        .thenCompose(Supplier::get);
  }

  private void learn(Outgoing outgoing, Exchange exchange, Instant sent) {
    if (exchange instanceof Exchange.Answer answer) {
      Usage.of(answer.headers(), learned)
          .ifPresent(
              usage ->
                  budgets.told(
                      outgoing.call(),
                      outgoing.use(),
                      usage,
                      sent,
                      RetryAfter.date(answer.headers())));
    }
  }

  /** Fails where the request cannot be made. */
  private CompletableFuture<Exchange> sent(Passage passage) {
    try {
      Optional<HttpTransport.Request> request = passage.outgoing().request().get();
      if (request.isPresent() && !passage.deadline().isOver() && passage.begin()) {
        return line.send(passage.outgoing(), request.get(), passage.deadline());
      }
      String key = budgets.key(passage.outgoing().call());
      return CompletableFuture.completedFuture(new Exchange.Held(key, Optional.empty()));
    } catch (RuntimeException | Error e) { // what was taken for it must be given back
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Goes on with a repeat, or ends with what the answer reads. */
  private <T> Supplier<CompletableFuture<T>> next(
      Passage passage, Function<Exchange, T> reader, int repeats, Exchange exchange) {
    Outgoing outgoing = passage.outgoing();
    Instant now = clock.instant();
    Optional<Exchange.Answer> answer =
        Optional.of(exchange)
            .filter(Exchange.Answer.class::isInstance)
            .map(Exchange.Answer.class::cast);
    Optional<Verdict> verdict = answer.flatMap(outgoing.verdict());
    Optional<Instant> paused = answer.flatMap(each -> pausedUntil(each, verdict, now));
    paused.ifPresent(until -> budgets.pause(outgoing.call(), until));
    Effect effect = Effect.of(exchange, verdict);
    passage.note(exchange, effect);
    if (repeats < retry.max() && effect.allowsRepeat(outgoing.repeatable())) {
      Instant backedOff = now.plus(backoff.before(repeats));
      Instant at = paused.filter(backedOff::isBefore).orElse(backedOff);
      if (isSoon(Duration.between(now, at), passage.deadline())) {
        return () -> attempt(passage, reader, repeats + 1, at);
      }
    }
    T result = reader.apply(passage.ended(exchange, effect));
    return () -> CompletableFuture.completedFuture(result);
  }

  private static Exchange unsent(Passage passage, Exchange why) {
    return passage.ended(why, Effect.of(why, Optional.empty()));
  }

  private boolean isSoon(Duration wait, Deadline deadline) {
    return wait.compareTo(retry.giveBackAfter()) <= 0 && wait.compareTo(deadline.remaining()) < 0;
  }

  private Optional<Instant> pausedUntil(
      Exchange.Answer answer, Optional<Verdict> verdict, Instant now) {
    boolean told =
        learned.contains(Learnable.RETRY_AFTER)
            && answer.headers().firstValue("Retry-After").isPresent();
    if (told || verdict.equals(Optional.of(Verdict.THROTTLED))) {
      return Optional.of(RetryAfter.until(answer.headers(), now));
    }
    return RateLimitHeaders.spentFor(answer.headers(), learned, now).map(now::plus);
  }
}
