package io.syncline.diff;

/** Takes what two sides changed, record by record. */
@FunctionalInterface
public interface ThreeWayConsumer {

  /**
   * One record that a side changed. Called on the thread that diffs. What this throws ends the diff
   * and reaches its caller.
   *
   * @param delta good until this returns
   */
  void accept(ThreeWayDelta delta);

  /**
   * All that was given so far is void, and comes again; see {@link ChangeSink#restart}.
   *
   * @throws DiffException where what was given cannot be taken back, which ends the diff
   */
  default void restart(OutOfOrder broken) {
    throw DiffException.cannotRestart(broken);
  }
}
