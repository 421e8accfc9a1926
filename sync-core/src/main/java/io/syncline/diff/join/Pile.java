package io.syncline.diff.join;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side's rows of one partition: in memory, or, once spilled, in a file and one chunk. */
final class Pile {

  private final Work work;
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private boolean spilled;

  /** Null until the first row is written to it. */
  private @Nullable SpillFile file;

  private long rows;
  private long bytes;

  Pile(Work work) {
    this.work = work;
  }

  long rows() {
    return rows;
  }

  /** Of the rows, without what memory takes beside them. */
  long bytes() {
    return bytes;
  }

  /** About what the rows will take in memory beyond what they take now. */
  long toLoad() {
    return spilled ? work.memory().estimate(rows, bytes) : 0;
  }

  /** The bytes of memory that {@link #spill} would free. */
  long held() {
    long held = 0;
    for (Chunk chunk : chunks) {
      held += chunk.held();
    }
    return held;
  }

  /** Adds the row that the walk is at; false where that needs another chunk. */
  boolean add(Walk row) {
    Chunk open = chunks.peekLast();
    if (open == null || !append(open, row)) {
      return false;
    }
    count(row);
    return true;
  }

  private boolean append(Chunk open, Walk row) {
    boolean fits = row.length() <= work.memory().chunkBytes();
    if (fits && open.append(row)) {
      return true;
    }
    if (!spilled) {
      return false;
    }
    write(open);
    if (fits) {
      open.clear();
      return open.append(row);
    }
    chunks.removeLast().free();
    return false;
  }

  /** Adds the row that the walk is at, in a chunk that is empty. */
  void add(Walk row, Chunk chunk) {
    chunks.add(chunk);
    chunk.append(row);
    count(row);
  }

  private void count(Walk row) {
    rows++;
    bytes += row.length();
  }

  /** Writes what is in memory to the file, and frees it. Rows may be added still. */
  void spill() {
    spilled = true;
    while (!chunks.isEmpty()) {
      write(chunks.element());
      chunks.remove().free();
    }
  }

  private void write(Chunk chunk) {
    if (file == null) {
      file = work.folder().create();
    }
    file.write(chunk.slab());
  }

  /** As {@link #spill}; no rows are added after this. */
  void seal() {
    spill();
    if (file != null) {
      file.seal();
    }
  }

  /** Over all rows, which in memory are freed behind the walk. */
  Walk walk() {
    if (spilled) {
      seal();
    }
    return file == null ? new ChunkWalk(chunks, work.watch()) : new SpillWalk(file, work);
  }

  /** Brings all rows to memory, whatever the budget says: the caller has asked what fits. */
  List<Chunk> load() {
    if (spilled) {
      Pile loaded = new Pile(work);
      try (Walk walk = walk()) {
        while (walk.next()) {
          if (!loaded.add(walk)) {
            loaded.add(walk, work.memory().takeAnyway());
          }
        }
      }
      free();
      chunks.addAll(loaded.chunks);
    }
    return List.copyOf(chunks);
  }

  /** Removes all rows. */
  void free() {
    while (!chunks.isEmpty()) {
      chunks.remove().free();
    }
    if (file != null) {
      file.delete();
      file = null;
    }
  }
}
