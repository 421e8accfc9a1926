package io.syncline.diff.join;

import io.syncline.diff.DiffWatch;
import io.syncline.diff.RowCursor;
import io.syncline.packed.Slab;
import java.util.List;

/** Rows in memory, in ascending order of their keys: sorts where they are, not the rows. */
final class SortedRows implements RowCursor {

  private final DiffWatch watch;
  private final Places places;
  private final int[] order;
  private int next;

  SortedRows(DiffWatch watch, List<Chunk> chunks) {
    this.watch = watch;
    this.places = new Places(chunks);
    this.order = places.all();
    sort(order.clone(), order, 0, order.length);
  }

  /** What sorting this many rows takes beside them. */
  static long bytes(long rows) {
    return 2L * Integer.BYTES * rows;
  }

  /** Merge sort, from one array to the other and back; both hold the same at first. */
  private void sort(int[] from, int[] to, int begin, int end) {
    if (end - begin < 2) {
      return;
    }
    int middle = (begin + end) >>> 1;
    sort(to, from, begin, middle);
    sort(to, from, middle, end);
    int left = begin;
    int right = middle;
    for (int at = begin; at < end; at++) {
      boolean takesLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
      to[at] = takesLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int left, int right) {
    return Slab.compareKeys(
        places.slab(left), places.row(left), places.slab(right), places.row(right));
  }

  @Override
  public void read(Slab slab) {
    watch.check();
    slab.clear();
    while (next < order.length && slab.append(places.slab(order[next]), places.row(order[next]))) {
      next++;
    }
  }

  @Override
  public void close() {}
}
