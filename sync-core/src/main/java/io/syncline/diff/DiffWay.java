package io.syncline.diff;

/** One way to find out what differs. Thread-safe. */
public interface DiffWay {

  /** As it stands in a summary, such as {@code sorted merge}. */
  String name();

  /**
   * Does the whole diff on this thread. Whatever it opens is closed when this returns or throws.
   *
   * @throws OutOfOrder where a side is not sorted that this way needs sorted; the caller goes the
   *     unsorted way
   * @throws DiffCancelled as the job's watch says
   */
  void run(DiffJob job);
}
