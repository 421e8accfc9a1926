package io.syncline.diff;

/** One way to find out what differs, chosen for a reason. Thread-safe. */
interface DiffWay {

  /** Which way, and why it was taken. */
  ChosenWay chosen();

  /**
   * Does the whole diff on this thread. Whatever it opens is closed when this returns or throws.
   *
   * @return the way that was gone in the end, which may not be the one that was chosen
   * @throws OutOfOrder where a side is not sorted that this way needs sorted; the caller goes the
   *     unsorted way
   * @throws DiffCancelled as the job's watch says
   */
  ChosenWay run(DiffJob job);
}
