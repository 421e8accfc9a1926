package io.syncline.diff;

import java.util.EnumMap;
import java.util.Map;

/** Counts the rows that a diff reads, tells its progress, and ends it when it is cancelled. */
public final class DiffWatch {

  private final DiffProgress progress;
  private final Cancellation cancellation;
  private final Map<Side, Long> rows = new EnumMap<>(Side.class);

  public DiffWatch(DiffProgress progress, Cancellation cancellation) {
    this.progress = progress;
    this.cancellation = cancellation;
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
    progress.read(side, rows.merge(side, more, Long::sum));
  }

  /** As {@link #read}, where no rows were read for a while. */
  public void check() {
    if (cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new DiffCancelled();
    }
  }

  /** How many rows of the side were read so far. */
  public long rows(Side side) {
    return rows.getOrDefault(side, 0L);
  }
}
