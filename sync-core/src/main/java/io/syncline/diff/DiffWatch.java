package io.syncline.diff;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts the rows that a diff reads, tells its progress, and ends it when it is cancelled. */
public final class DiffWatch {

  private final DiffProgress progress;
  private final Cancellation cancellation;

  /** Per side a counter of its own: one that is replaced would be garbage for each piece. */
  private final Map<Side, long[]> rows = new EnumMap<>(Side.class);

  public DiffWatch(DiffProgress progress, Cancellation cancellation) {
    this.progress = progress;
    this.cancellation = cancellation;
    for (Side side : Side.values()) {
      rows.put(side, new long[1]);
    }
  }

  /** For a diff that nobody watches. */
  public static DiffWatch none() {
    return new DiffWatch((side, rows) -> {}, new Cancellation());
  }

  /**
   * To be called after each piece that was read, on the thread that diffs.
   *
   * @throws DiffCancelled where the diff is to end, also by an interrupt, which stays set
   */
  public void read(Side side, long more) {
    check();
    long[] counter = counter(side);
    counter[0] += more;
    progress.read(side, counter[0]);
  }

  /** As {@link #read}, where no rows were read for a while. */
  public void check() {
    if (cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new DiffCancelled();
    }
  }

  /** How many rows of the side were read so far. */
  public long rows(Side side) {
    return counter(side)[0];
  }

  private long[] counter(Side side) {
    return Objects.requireNonNull(rows.get(side));
  }
}
