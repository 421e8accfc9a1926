package io.syncline.http.client;

import java.time.Duration;

/** The end of a call, by the machine's steady clock. */
public final class Deadline implements Comparable<Deadline> {

  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  public static Deadline in(Duration within) {
    return new Deadline(System.nanoTime() + within.toNanos());
  }

  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  public boolean isOver() {
    return remaining().isZero();
  }

  /** The nearer one is less. The steady clock may overflow, so differences are compared. */
  @Override
  public int compareTo(Deadline other) {
    return Long.signum(endNanos - other.endNanos);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Deadline that && endNanos == that.endNanos;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(endNanos);
  }
}
