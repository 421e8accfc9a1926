package io.syncline.diff.merge;

import io.syncline.diff.DiffCancelled;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads ahead of its user on a daemon thread of its own, which alone uses the cursor and closes it.
 *
 * <p>A fixed number of slabs goes round: from {@link #free} to the thread, filled to the user, and
 * back with the next call. So the thread waits only for a free slab or in the cursor. Closing wakes
 * it from the first at once. A cursor is let finish its slab, if that is soon, and interrupted
 * else: some databases take an interrupt for the order to shut their files. One that heeds no
 * interrupt keeps the thread until its read returns.
 */
final class ReadAhead implements SlabReader {

  /** How long closing waits for a read to return before it interrupts it, and then again. */
  private static final long PATIENCE_MILLIS = 200;

  private final Side side;
  private final PackedSchema schema;
  private final RowCursor cursor;
  private final int slabBytes;
  private final int most;
  private final BlockingQueue<Slab> free;
  private final BlockingQueue<Slab> filled;
  private final Slab end;
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private @Nullable Slab given;
  private int made;

  private ReadAhead(Side side, PackedSchema schema, RowCursor cursor, DiffLimits limits) {
    this.side = side;
    this.schema = schema;
    this.cursor = cursor;
    this.slabBytes = limits.slabBytes();
    this.most = limits.slabsAhead() + 2;
    this.free = new ArrayBlockingQueue<>(most + 1);
    this.filled = new ArrayBlockingQueue<>(most + 1);
    this.end = new Slab(schema, 1);
    this.thread = new Thread(this::read, "syncline-diff-" + side);
    thread.setDaemon(true);
  }

  static ReadAhead start(Side side, PackedSchema schema, RowCursor cursor, DiffLimits limits) {
    ReadAhead reader = new ReadAhead(side, schema, cursor, limits);
    reader.thread.start();
    return reader;
  }

  @Override
  public Slab next() {
    if (given == end) {
      return ended();
    }
    if (given != null) {
      free.add(given);
    }
    try {
      given = filled.take();
    } catch (InterruptedException interrupted) {
      given = null;
      Thread.currentThread().interrupt();
      throw new DiffCancelled();
    }
    return given == end ? ended() : given;
  }

  private Slab ended() {
    Throwable broken = failure;
    if (broken != null) {
      throw SlabReader.failure(side, broken);
    }
    return end;
  }

  private void read() {
    try {
      for (Slab slab = empty(); !closed; slab = empty()) {
        cursor.read(slab);
        if (slab.isEmpty()) {
          break;
        }
        filled.add(slab);
      }
    } catch (Throwable broken) { // An error, too, must reach who waits for rows.
      failure = broken;
    } finally {
      Thread.interrupted();
      cursor.close();
      filled.add(end);
    }
  }

  private Slab empty() throws InterruptedException {
    Slab slab = free.poll();
    if (slab == null && made < most) {
      made++;
      return new Slab(schema, slabBytes);
    }
    return slab == null ? free.take() : slab;
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    closed = true;
    free.offer(end);
    try {
      thread.join(PATIENCE_MILLIS);
      thread.interrupt();
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException again) {
      thread.interrupt();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
