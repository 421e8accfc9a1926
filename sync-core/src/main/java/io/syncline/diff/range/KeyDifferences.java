package io.syncline.diff.range;

import io.syncline.diff.ChangeKind;

/** Takes the keys of records that differ. */
@FunctionalInterface
public interface KeyDifferences {

  /**
   * One record that differs.
   *
   * @param bytes hold its packed key, good until this returns
   * @param from where the key begins
   * @param to where it ends
   */
  void differs(ChangeKind kind, byte[] bytes, int from, int to);
}
