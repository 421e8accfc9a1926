package io.syncline.http.ledger;

import java.time.Duration;

/**
 * How the time of one limit is divided. What is given out is charged to a slot, used before the
 * slot's end, and counts for as long as the limit says. All times are milliseconds since 1970, by
 * the database's clock; the functions depend on nothing but their arguments.
 */
public interface Slots {

  /** When the slot began that holds this time. */
  long begin(long at);

  /** When the slot ends that begins then. */
  long end(long begin);

  /** Whether what was used before {@code end} counts in a slot that begins then. */
  boolean counts(long end, long begin);

  /** When the first slot begins in which it does not. */
  long free(long end);

  /**
   * How much is given out at once, where no more is asked for.
   *
   * @param left what there is; at least 1
   */
  long slice(int limit, long left);

  /**
   * A limit within any period, wherever one lays it.
   *
   * <p>Any period touches one slot more than it is long. So what was charged to a slot counts until
   * a whole period has passed since the slot's end, and no more than the limit is given out in that
   * time. That costs the width of a slot: at the most, the limit is given out once in a period and
   * a slot.
   */
  static Slots within(Duration period) {
    return new PeriodSlots(period);
  }
}
