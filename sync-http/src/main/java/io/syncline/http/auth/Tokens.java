package io.syncline.http.auth;

import io.syncline.http.client.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The token of one service. Whoever needs one while it is being got waits for the same; a new one
 * is got before the old one ends, so that no call meets its end under way. Thread-safe.
 */
final class Tokens {

  /** Before its end a token counts as ended for this long, or a tenth of its life if less. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final int SHARE = 10;

  private final TokenSource source;
  private final Duration patience;
  private final InstantSource clock;
  private Optional<Kept> kept = Optional.empty();
  private @Nullable CompletableFuture<Granted> coming;

  Tokens(TokenSource source, Duration patience, InstantSource clock) {
    this.source = source;
    this.patience = patience;
    this.clock = clock;
  }

  /** A token, which is in no text. */
  record Token(String text) {

    @Override
    public String toString() {
      return "***";
    }
  }

  /**
   * A token, or why there is none.
   *
   * @param life empty: until it is refused
   * @param refresh the refresh token that came with it
   */
  record Granted(
      Token token,
      Optional<Duration> life,
      Optional<Token> refresh,
      Optional<Exchange.Broken> failure) {

    static Granted failed(Exchange.Failure failure, String why) {
      return failed(new Exchange.Broken(failure, why));
    }

    static Granted failed(Exchange.Broken why) {
      return new Granted(new Token(""), Optional.empty(), Optional.empty(), Optional.of(why));
    }

    boolean isRefused() {
      return failure.filter(why -> why.failure() == Exchange.Failure.UNAUTHORIZED).isPresent();
    }
  }

  private record Kept(Granted granted, Instant until) {}

  /** Always ends with a result, in time. */
  synchronized CompletableFuture<Granted> get(Duration within) {
    if (kept.isPresent() && clock.instant().isBefore(kept.get().until())) {
      return CompletableFuture.completedFuture(kept.get().granted());
    }
    kept = Optional.empty();
    CompletableFuture<Granted> now = coming == null ? fetch() : coming;
    return now.copy()
        .completeOnTimeout(
            Granted.failed(Exchange.Failure.NOT_SENT, "no token in time"),
            within.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Granted> fetch() {
    Instant asked = clock.instant();
    CompletableFuture<Granted> fetched =
        source.get(patience).thenApply(granted -> kept(granted, asked));
    coming = fetched.isDone() ? null : fetched;
    return fetched;
  }

  private synchronized Granted kept(Granted granted, Instant asked) {
    coming = null;
    if (granted.failure().isEmpty()) {
      Instant until =
          granted
              .life()
              .map(life -> asked.plus(life).minus(min(MARGIN, life.dividedBy(SHARE))))
              .orElse(Instant.MAX);
      kept = Optional.of(new Kept(granted, until));
    }
    return granted;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Waits for what is under way, for so long at most: what it brings may be good once. */
  void settle(Duration within) {
    CompletableFuture<Granted> now = underWay().copy();
    now.completeOnTimeout(
            Granted.failed(Exchange.Failure.CLOSED, "closed"),
            within.toMillis(),
            TimeUnit.MILLISECONDS)
        .join();
  }

  private synchronized CompletableFuture<Granted> underWay() {
    return coming == null
        ? CompletableFuture.completedFuture(Granted.failed(Exchange.Failure.CLOSED, "closed"))
        : coming;
  }

  /** It was refused; one that was got since is kept. */
  synchronized void drop(Token refused) {
    kept = kept.filter(each -> !each.granted().token().equals(refused));
  }

  /** The one that there is was refused. */
  synchronized void drop() {
    kept = Optional.empty();
  }
}
