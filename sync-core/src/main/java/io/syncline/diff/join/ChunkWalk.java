package io.syncline.diff.join;

import io.syncline.diff.DiffWatch;
import io.syncline.packed.Slab;
import java.util.Deque;

/** Over rows in memory. Gives each chunk back when it steps behind it. */
final class ChunkWalk extends Walk {

  private final Deque<Chunk> chunks;
  private final DiffWatch watch;
  private int row = -1;

  ChunkWalk(Deque<Chunk> chunks, DiffWatch watch) {
    this.chunks = chunks;
    this.watch = watch;
  }

  @Override
  boolean next() {
    while (!chunks.isEmpty()) {
      Slab slab = chunks.element().slab();
      if (++row < slab.rows()) {
        stand(slab.bytes(), slab.start(row), slab.keyEnd(row), slab.end(row));
        return true;
      }
      watch.check();
      chunks.remove().free();
      row = -1;
    }
    return false;
  }
}
