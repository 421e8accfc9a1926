package io.syncline.diff.join;

import io.syncline.packed.Slab;
import java.util.Arrays;
import java.util.List;

/** Numbers the rows of many chunks: 31 bits that tell chunk and row. */
final class Places {

  /** Chunks with more bytes of rows than these may have places that do not fit. */
  static final long MOST_BYTES = 1L << 30;

  private final Slab[] slabs;
  private final int rowBits;
  private final int rowMask;

  Places(List<Chunk> chunks) {
    slabs = chunks.stream().map(Chunk::slab).toArray(Slab[]::new);
    int most = Arrays.stream(slabs).mapToInt(Slab::rows).max().orElse(0);
    rowBits = Integer.SIZE - Integer.numberOfLeadingZeros(most);
    rowMask = (1 << rowBits) - 1;
  }

  int slabs() {
    return slabs.length;
  }

  int rows() {
    return Arrays.stream(slabs).mapToInt(Slab::rows).sum();
  }

  /** The place of a row of the n-th chunk. */
  int of(int chunk, int row) {
    return chunk << rowBits | row;
  }

  /** The places of all rows. */
  int[] all() {
    int[] all = new int[rows()];
    int size = 0;
    for (int chunk = 0; chunk < slabs.length; chunk++) {
      for (int row = 0; row < slabs[chunk].rows(); row++) {
        all[size++] = of(chunk, row);
      }
    }
    return all;
  }

  Slab slab(int place) {
    return slabs[place >>> rowBits];
  }

  /** Where in its slab the row is. */
  int row(int place) {
    return place & rowMask;
  }

  Slab chunk(int chunk) {
    return slabs[chunk];
  }
}
