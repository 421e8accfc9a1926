package io.syncline.engine;

/**
 * How many rows to ask for at once: as many as those before suggest weigh {@link Weight#PAGE}, so
 * that what is in memory is bounded where rows are long, too. Begins with few and grows step by
 * step. Rows much longer than those before them make a heavier page, once. Used by one thread.
 */
public final class PageRows {

  private static final int FIRST = 100;
  private static final int GROWTH = 8;

  private final int most;
  private int next;

  /**
   * @param most the most rows whatever they weigh
   */
  public PageRows(int most) {
    this.most = most;
    this.next = Math.min(most, FIRST);
  }

  public int next() {
    return next;
  }

  /**
   * Learns from what came.
   *
   * @param weight of all of them, see {@link Weight}
   */
  public void came(int rows, long weight) {
    if (rows > 0) {
      long fitting = Weight.PAGE * rows / Math.max(1, weight);
      next = (int) Math.max(1, Math.min(Math.min(fitting, most), (long) next * GROWTH));
    }
  }
}
