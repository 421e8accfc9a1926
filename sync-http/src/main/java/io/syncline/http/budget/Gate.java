package io.syncline.http.budget;

import io.syncline.http.manifest.LimitsSpec;
import java.time.Instant;
import java.util.Optional;

/** One limit. Guarded by the lock of {@link Budgets}. */
interface Gate {

  /** What {@link #opens} says where the end of another call has to be waited for. */
  Instant UNTOLD = Instant.MAX;

  static Gate of(LimitsSpec.Limit limit) {
    if (limit instanceof LimitsSpec.Rate rate) {
      return new RateGate(rate);
    }
    if (limit instanceof LimitsSpec.Daily daily) {
      return new DailyGate(daily);
    }
    return limit instanceof LimitsSpec.Concurrent concurrent
        ? new ConcurrencyGate(concurrent)
        : new LongCallsGate((LimitsSpec.LongCalls) limit);
  }

  /** When such a call may begin; not after {@code now}: at once. */
  Instant opens(Demand demand, Instant now);

  void begun(Demand demand, Instant now);

  /**
   * A call is over.
   *
   * @param begun when it began
   */
  void ended(Demand demand, Instant begun);

  /**
   * The service tells what is used of a day.
   *
   * @param sent when the call began that was told so
   * @param date the service's time, where it told that too
   */
  default void told(
      Usage usage, Demand demand, Instant sent, Optional<Instant> date, Instant now) {}

  /** How much of a limit reads may take. */
  static int share(int calls, int percent) {
    return (int) Math.max(1, (long) calls * percent / 100);
  }
}
