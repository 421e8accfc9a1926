package io.syncline.diff.range;

import io.syncline.diff.ChangeSink;

/** A diff that reads both sides whole: what a plan falls back to, and often chooses. */
@FunctionalInterface
public interface WholeDiff {

  /**
   * Hands every change to the sink.
   *
   * @param way {@link Way#FULL_MERGE} or {@link Way#UNSORTED}
   */
  void run(Way way, ChangeSink sink);
}
