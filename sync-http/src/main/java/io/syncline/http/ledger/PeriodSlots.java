package io.syncline.http.ledger;

import java.time.Duration;

/** The slots of a limit within any period. */
record PeriodSlots(long period, long width) implements Slots {

  /** Of a long period; a hundredth of its rate is what they cost. */
  private static final long MOST_SLOTS = 100;

  /** A shorter one would be over before the database has answered. */
  private static final long LEAST_WIDTH = 250;

  /** This share of the limit is given out at once. */
  private static final int SLICES = 20;

  PeriodSlots(Duration period) {
    this(Math.max(1, period.plusNanos(999_999).toMillis()));
  }

  private PeriodSlots(long period) {
    this(period, width(period));
  }

  private static long width(long period) {
    long slots = Math.max(1, Math.min(MOST_SLOTS, period / LEAST_WIDTH));
    return (period + slots - 1) / slots;
  }

  @Override
  public long begin(long at) {
    return Math.floorDiv(at, width) * width;
  }

  @Override
  public long end(long begin) {
    return begin + width;
  }

  @Override
  public boolean counts(long end, long begin) {
    return end + period > begin;
  }

  @Override
  public long free(long end) {
    return begin(end + period + width - 1);
  }

  @Override
  public long slice(int limit, long left) {
    return Math.max(1, limit / SLICES);
  }
}
