package io.syncline.diff;

import io.syncline.packed.Slab;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The bounds of a diff. None of them loses anything: what does not fit waits, or is spilled.
 *
 * @param slabBytes how large a piece of one side is read and compared at once
 * @param slabsAhead how many pieces of each side are read ahead, each side by a thread of its own;
 *     0: no thread, pieces are read when they are needed
 * @param memoryBytes what the rows of unsorted sides may take in memory, both together; beyond it
 *     they are spilled to files
 * @param spillFolder where those files are made, in a folder of each diff's own that is removed
 *     with it; empty: in the system's folder for temporary files
 */
public record DiffLimits(
    int slabBytes, int slabsAhead, long memoryBytes, Optional<Path> spillFolder) {

  public DiffLimits {
    atLeast(1, "slabBytes", slabBytes);
    atLeast(0, "slabsAhead", slabsAhead);
    atLeast(0, "memoryBytes", memoryBytes);
  }

  private static void atLeast(long least, String name, long value) {
    if (value < least) {
      throw new IllegalArgumentException("must be >= " + least + ": " + name + "=" + value);
    }
  }

  /** {@link #memoryBytes} is 64 MiB here, or a quarter of the most that the heap may take. */
  public static DiffLimits defaults() {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return new DiffLimits(Slab.BYTES, 4, Math.min(64L << 20, quarter), Optional.empty());
  }

  public DiffLimits withSlabBytes(int bytes) {
    return new DiffLimits(bytes, slabsAhead, memoryBytes, spillFolder);
  }

  public DiffLimits withSlabsAhead(int slabs) {
    return new DiffLimits(slabBytes, slabs, memoryBytes, spillFolder);
  }

  public DiffLimits withMemoryBytes(long bytes) {
    return new DiffLimits(slabBytes, slabsAhead, bytes, spillFolder);
  }

  public DiffLimits withSpillFolder(Path folder) {
    return new DiffLimits(slabBytes, slabsAhead, memoryBytes, Optional.of(folder));
  }
}
