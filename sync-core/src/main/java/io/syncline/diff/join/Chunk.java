package io.syncline.diff.join;

import io.syncline.packed.Slab;

/** A slab whose bytes are counted. */
final class Chunk {

  private final Memory memory;
  private final Slab slab;
  private long charged;

  /** The slab's bytes are charged already. */
  Chunk(Memory memory, Slab slab) {
    this.memory = memory;
    this.slab = slab;
    this.charged = slab.memory();
  }

  Slab slab() {
    return slab;
  }

  long held() {
    return charged;
  }

  /** Appends the row that the walk is at; false where it does not fit. */
  boolean append(Walk row) {
    if (!slab.append(row.bytes(), row.from(), row.keyEnd(), row.to())) {
      return false;
    }
    settle();
    return true;
  }

  void clear() {
    slab.clear();
    settle();
  }

  /** Gives the slab back; the chunk is of no more use. */
  void free() {
    clear();
    memory.release(charged);
    memory.recycle(slab);
  }

  private void settle() {
    long now = slab.memory();
    if (now != charged) {
      memory.charge(now - charged);
      charged = now;
    }
  }
}
