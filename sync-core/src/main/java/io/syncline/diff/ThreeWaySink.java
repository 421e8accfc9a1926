package io.syncline.diff;

/** Takes what two sides did to the records of a base, as packed rows. */
@FunctionalInterface
public interface ThreeWaySink {

  /**
   * One record that a side changed. Called on the thread that diffs, in key order.
   *
   * @param change good until this returns, and the slabs that it names, too
   */
  void change(ThreeWayChange change);

  /**
   * All that was given so far is void; see {@link ChangeSink#restart}.
   *
   * @throws DiffException where what was given cannot be taken back, which ends the diff
   */
  default void restart(OutOfOrder broken) {
    throw DiffException.cannotRestart(broken);
  }
}
