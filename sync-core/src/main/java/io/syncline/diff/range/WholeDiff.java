package io.syncline.diff.range;

import io.syncline.diff.ChangeSink;

/** A diff that reads both sides whole: what a plan falls back to, and often chooses. */
@FunctionalInterface
public interface WholeDiff {

  /**
   * Hands every change to the sink.
   *
   * @param way one that {@linkplain Way#isWhole reads both sides whole}
   * @return what is to be told of it, in words
   */
  String run(Way way, ChangeSink sink);
}
