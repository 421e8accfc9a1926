package io.syncline.store;

import java.time.Duration;

/**
 * The right to change a store, which one of the processes that share it has at a time. Every commit
 * renews it. Where it ends, another may take it over; it is theirs from then on, whatever the clock
 * of this process says, and the store refuses the commits of the one that had it before.
 *
 * <p>Thread-safe. All methods but {@link #left} throw {@link StoreException} when the medium fails;
 * they may be repeated.
 */
public interface Lease {

  /** What is left of a lease that nobody can take: a hundred years. */
  Duration UNENDING = Duration.ofDays(36_500);

  /** Of this lease alone: greater than that of every lease before. */
  long epoch();

  /**
   * How long nobody can take it over, counted from before its last renewal was asked for by a clock
   * that only runs forward; zero: somebody may have.
   */
  Duration left();

  /** Whether it is the caller's still, from now on for its full time. */
  boolean renew();

  /** The lease of a store that one process has to itself. */
  static Lease unending() {
    return new Lease() {
      @Override
      public long epoch() {
        return 1;
      }

      @Override
      public Duration left() {
        return UNENDING;
      }

      @Override
      public boolean renew() {
        return true;
      }
    };
  }
}
