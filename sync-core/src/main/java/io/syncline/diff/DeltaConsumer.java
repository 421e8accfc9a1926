package io.syncline.diff;

/** Takes what differs, record by record. */
@FunctionalInterface
public interface DeltaConsumer {

  /**
   * One record that differs. Called on the thread that diffs. What this throws ends the diff and
   * reaches its caller.
   *
   * @param delta good until this returns, unless it is {@linkplain Delta#keep kept}
   */
  void accept(Delta delta);

  /**
   * All that was given so far is void, and comes again; see {@link ChangeSink#restart}.
   *
   * @throws DiffException where what was given cannot be taken back, which ends the diff
   */
  default void restart(OutOfOrder broken) {
    throw DiffException.cannotRestart(broken);
  }
}
