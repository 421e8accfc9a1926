package io.syncline.diff.join;

import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Counts the bytes that rows and tables take, and keeps slabs to be filled again. An eighth of the
 * budget is never given to rows: it is for the table of the partition that is being joined.
 */
final class Memory {

  private static final int LEAST_CHUNK = 4 << 10;
  private static final int MOST_CHUNK = 256 << 10;

  /** Two chunks of each partition and side are open at once, and as many again hold rows. */
  private static final int CHUNKS = 512;

  private final PackedSchema schema;
  private final int chunkBytes;
  private final long budget;
  private final Deque<Slab> spare = new ArrayDeque<>();
  private long spareBytes;
  private long used;
  private long peak;

  /**
   * @param chunkBytes how many bytes of rows lie in one array, and are written at once
   */
  Memory(PackedSchema schema, long budget, int chunkBytes) {
    this.schema = schema;
    this.budget = budget;
    this.chunkBytes = chunkBytes;
  }

  /** The least that works well is taken where the budget is below it: 2 MiB. */
  static Memory of(PackedSchema schema, long budget) {
    int chunk = (int) Math.min(MOST_CHUNK, Math.max(LEAST_CHUNK, budget / CHUNKS));
    return new Memory(schema, Math.max(budget, (long) LEAST_CHUNK * CHUNKS), chunk);
  }

  int chunkBytes() {
    return chunkBytes;
  }

  /** What was taken at most, in bytes. */
  long peak() {
    return peak;
  }

  /** What is left of the budget, in bytes. */
  long available() {
    return budget - used;
  }

  /** About what this many rows take once they are in chunks. */
  long estimate(long rows, long bytes) {
    return bytes + bytes / 8 + 2L * Integer.BYTES * rows + 2L * chunkBytes;
  }

  /** An empty chunk that has room for a row of this length; empty where the budget is used up. */
  Optional<Chunk> take(int rowBytes) {
    long need = Math.max(chunkBytes + chunkBytes / 8, rowBytes);
    return used + need > budget - budget / 8 ? Optional.empty() : Optional.of(takeAnyway());
  }

  /** As {@link #take}, also beyond the budget: one row must be in memory to be looked at. */
  Chunk takeAnyway() {
    Slab slab = spare.poll();
    if (slab == null) {
      slab = new Slab(schema, chunkBytes);
    } else {
      spareBytes -= slab.memory();
    }
    Chunk chunk = new Chunk(this, slab);
    charge(slab.memory());
    return chunk;
  }

  void charge(long bytes) {
    used += bytes;
    while (used + spareBytes > budget && !spare.isEmpty()) {
      spareBytes -= spare.remove().memory();
    }
    peak = Math.max(peak, used + spareBytes);
  }

  void release(long bytes) {
    used -= bytes;
  }

  void recycle(Slab slab) {
    if (used + spareBytes + slab.memory() <= budget) {
      spareBytes += slab.memory();
      spare.add(slab);
    }
  }
}
