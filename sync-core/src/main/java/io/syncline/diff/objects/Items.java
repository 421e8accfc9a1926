package io.syncline.diff.objects;

import io.syncline.diff.DiffException;
import io.syncline.diff.Side;
import java.util.Collection;
import java.util.List;

/** One side's objects in ascending order of their keys, no key twice. */
final class Items {

  private final Object[] items;
  private final Keys keys;
  private final boolean sorted;

  private Items(Object[] items, Keys keys, boolean sorted) {
    this.items = items;
    this.keys = keys;
    this.sorted = sorted;
  }

  /**
   * @param collection read once; its order is left as it is
   */
  static <T> Items of(Side side, Collection<? extends T> collection, List<KeyPart<T>> parts) {
    Object[] items = collection.toArray();
    for (int i = 0; i < items.length; i++) {
      if (items[i] == null) {
        throw new DiffException("must not hold null: side=" + side + " position=" + i);
      }
    }
    Keys keys = Keys.of(side, parts, items);
    boolean sorted = false;
    if (!isAscending(keys)) {
      int[] order = IndexSort.sort(keys.size(), keys::compare);
      items = permute(items, order);
      keys = keys.permute(order);
      sorted = true;
      checkDistinct(side, keys);
    }
    return new Items(items, keys, sorted);
  }

  private static boolean isAscending(Keys keys) {
    for (int i = 1; i < keys.size(); i++) {
      if (keys.compare(i - 1, i) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static void checkDistinct(Side side, Keys keys) {
    for (int i = 1; i < keys.size(); i++) {
      if (keys.compare(i - 1, i) == 0) {
        throw new DiffException("must have each key once: side=" + side + " key=" + keys.text(i));
      }
    }
  }

  private static Object[] permute(Object[] items, int[] order) {
    Object[] permuted = new Object[items.length];
    for (int i = 0; i < permuted.length; i++) {
      permuted[i] = items[order[i]];
    }
    return permuted;
  }

  int size() {
    return items.length;
  }

  /** Whether they came in another order. */
  boolean wereSorted() {
    return sorted;
  }

  Keys keys() {
    return keys;
  }

  @SuppressWarnings("unchecked") // the side's objects went in
  <T> T get(int i) {
    return (T) items[i];
  }
}
