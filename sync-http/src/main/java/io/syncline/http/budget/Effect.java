package io.syncline.http.budget;

import io.syncline.http.client.Exchange;
import io.syncline.http.manifest.Verdict;
import java.util.Optional;

/** What is known of the effect that one sending had. */
enum Effect {
  /** It had none, and may have one when it is repeated. */
  NONE,
  /** It had none, nor would a repeat. */
  REFUSED,
  /** Nobody knows. */
  UNKNOWN,
  /** Nobody knows, and a repeat would not tell. */
  LOST,
  /** The answer says why it had none. */
  TOLD,
  /** It had its effect. */
  DONE;

  static Effect of(Exchange exchange, Optional<Verdict> verdict) {
    if (exchange instanceof Exchange.Broken broken) {
      return of(broken.failure());
    }
    return exchange instanceof Exchange.Held ? REFUSED : verdict.map(Effect::of).orElse(DONE);
  }

  private static Effect of(Exchange.Failure failure) {
    return switch (failure) {
      case NOT_SENT -> NONE;
      case UNAUTHORIZED, CLOSED, NOT_RECORDED -> REFUSED;
      case LOST, TIMED_OUT -> UNKNOWN;
      case TOO_LARGE, CANCELLED -> LOST;
    };
  }

  private static Effect of(Verdict verdict) {
    return switch (verdict) {
      case THROTTLED, UNAVAILABLE -> NONE;
      case AUTH_FAILED -> REFUSED;
      case UNKNOWN -> UNKNOWN;
      case CURSOR_EXPIRED, STALE, MISSING, MOVED, DUPLICATE, BLOCKED, DENIED, REJECTED -> TOLD;
    };
  }

  /** Whether a repeat can help, and harms nothing. */
  boolean allowsRepeat(boolean repeatable) {
    return this == NONE || (this == UNKNOWN && repeatable);
  }

  /** Whether it may have done what was asked. */
  boolean isOpen() {
    return this == UNKNOWN || this == LOST;
  }
}
