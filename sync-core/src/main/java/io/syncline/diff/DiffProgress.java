package io.syncline.diff;

/** Is told how far a diff has come. */
@FunctionalInterface
public interface DiffProgress {

  /**
   * Called on the thread that diffs, after each piece that was read; should return at once.
   *
   * @param rows how many rows of this side were read so far
   */
  void read(Side side, long rows);
}
