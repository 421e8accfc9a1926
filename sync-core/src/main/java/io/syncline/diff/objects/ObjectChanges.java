package io.syncline.diff.objects;

/** Takes what differs where it is. */
interface ObjectChanges<T> {

  default void insert(Keys keys, int i, T right) {}

  /**
   * @param changed the places of the fields that differ, the first {@code count} of them
   */
  default void update(Keys keys, int i, T left, T right, int[] changed, int count) {}

  default void delete(Keys keys, int i, T left) {}
}
