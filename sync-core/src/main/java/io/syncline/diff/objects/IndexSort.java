package io.syncline.diff.objects;

import java.util.Arrays;

/**
 * A stable merge sort of places, so that keys may stay in arrays of primitives and columns. Parts
 * that are in order already are merged by one comparison, so what is almost sorted costs little.
 */
final class IndexSort {

  /** Below this, insertion is faster. */
  private static final int SMALL = 16;

  private final Order order;

  private IndexSort(Order order) {
    this.order = order;
  }

  /** The places 0 to {@code size} - 1 in ascending order of what stands there. */
  static int[] sort(int size, Order order) {
    int[] places = new int[size];
    Arrays.setAll(places, i -> i);
    new IndexSort(order).sort(places, places.clone(), 0, size);
    return places;
  }

  /**
   * @param spare holds the same places as {@code places}
   */
  private void sort(int[] places, int[] spare, int from, int to) {
    if (to - from <= SMALL) {
      insert(places, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(spare, places, from, middle);
    sort(spare, places, middle, to);
    if (order.compare(spare[middle - 1], spare[middle]) <= 0) {
      System.arraycopy(spare, from, places, from, to - from);
      return;
    }
    int l = from;
    int r = middle;
    for (int i = from; i < to; i++) {
      boolean left = r >= to || (l < middle && order.compare(spare[l], spare[r]) <= 0);
      places[i] = left ? spare[l++] : spare[r++];
    }
  }

  private void insert(int[] places, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int place = places[i];
      int at = i;
      while (at > from && order.compare(places[at - 1], place) > 0) {
        places[at] = places[at - 1];
        at--;
      }
      places[at] = place;
    }
  }

  /** Compares what stands at two places. */
  @FunctionalInterface
  interface Order {
    int compare(int left, int right);
  }
}
