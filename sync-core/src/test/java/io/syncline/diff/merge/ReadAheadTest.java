package io.syncline.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.DiffCancelled;
import io.syncline.diff.DiffException;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.OutOfOrder;
import io.syncline.diff.RowCursor;
import io.syncline.diff.Side;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

  private static final PackedSchema SCHEMA = Tables.CODE;
  private static final DiffLimits LIMITS = DiffLimits.defaults().withSlabBytes(1 << 10);

  private final List<Row> rows = new Tables(SCHEMA, 5_000, 1).table(2_000);

  @Test
  void rowsComeAsTheyWereReadOutOfAFewSlabs() {
    RowReader reader = new RowReader(SCHEMA);
    List<Row> read = new ArrayList<>();
    Set<Slab> slabs = Collections.newSetFromMap(new IdentityHashMap<>());
    int pieces = 0;

    try (SlabReader ahead = ahead(new RowsCursor(SCHEMA, rows, 9))) {
      for (Slab slab = ahead.next(); !slab.isEmpty(); slab = ahead.next()) {
        pieces++;
        slabs.add(slab);
        for (int row = 0; row < slab.rows(); row++) {
          read.add(reader.row(slab, row));
        }
      }
      assertThat(ahead.next().isEmpty()).isTrue();
    }

    assertThat(read).isEqualTo(rows);
    assertThat(pieces).isGreaterThan(100);
    assertThat(slabs).hasSizeLessThanOrEqualTo(LIMITS.slabsAhead() + 2);
  }

  @Test
  void noMoreIsReadAheadThanTheLimitsGrant() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(LIMITS.slabsAhead() + 2);
    RowCursor endless =
        new Endless() {
          @Override
          public void read(Slab slab) {
            super.read(slab);
            reads.incrementAndGet();
            full.countDown();
          }
        };

    try (SlabReader ahead = ahead(endless)) {
      full.await();
      // Were there no bound, the thread would go on: what it did by the time it is closed counts.
      assertThat(ahead.next().isEmpty()).isFalse();
    }

    assertThat(reads.get()).isLessThanOrEqualTo(LIMITS.slabsAhead() + 2);
  }

  @Test
  void whatTheCursorThrowsReachesTheReaderBehindTheRowsBeforeIt() {
    IllegalStateException cause = new IllegalStateException("connection lost");
    Endless failing =
        new Endless() {
          @Override
          public void read(Slab slab) {
            if (next == 3) {
              throw cause;
            }
            super.read(slab);
          }
        };

    try (SlabReader ahead = ahead(failing)) {
      for (int i = 0; i < 3; i++) {
        assertThat(ahead.next().rows()).isEqualTo(1);
      }
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(ahead::next)
            .isInstanceOf(DiffException.class)
            .hasMessage("cannot read left: connection lost")
            .hasCause(cause);
      }
    }
    assertThat(failing.closings).hasValue(1);
  }

  @Test
  void brokenOrderIsFoundAhead() {
    List<Row> broken = new ArrayList<>(rows);
    Collections.swap(broken, 1_000, 1_001);

    try (SlabReader ahead = ahead(new RowsCursor(SCHEMA, broken, 9))) {
      assertThatThrownBy(() -> drain(ahead))
          .isInstanceOfSatisfying(
              OutOfOrder.class, order -> assertThat(order.side()).isEqualTo(Side.LEFT));
    }
  }

  @Test
  void closingEndsAThreadThatWaitsForAFreeSlab() throws InterruptedException {
    Endless endless = new Endless();
    SlabReader ahead = ahead(endless);
    ahead.next();

    ahead.close();
    ahead.close();

    endless.awaitEnd();
    assertThat(endless.closings).hasValue(1);
  }

  @Test
  void closingEndsAThreadThatWaitsInItsCursor() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    Endless stuck =
        new Endless() {
          @Override
          public void read(Slab slab) {
            super.read(slab);
            waiting.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
              throw new DiffCancelled();
            }
          }
        };
    SlabReader ahead = ahead(stuck);
    waiting.await();

    ahead.close();

    stuck.awaitEnd();
    assertThat(stuck.closings).hasValue(1);
  }

  @Test
  void anInterruptOfTheReaderIsACancellation() throws InterruptedException {
    Endless endless =
        new Endless() {
          @Override
          public void read(Slab slab) {
            super.read(slab);
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
              throw new DiffCancelled();
            }
          }
        };
    try (SlabReader ahead = ahead(endless)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(ahead::next).isInstanceOf(DiffCancelled.class);
    }

    assertThat(Thread.interrupted()).as("the interrupt stays set").isTrue();
    endless.awaitEnd();
    assertThat(endless.closings).hasValue(1);
  }

  @Test
  void noThreadIsLeftByAHundredDiffs() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Endless left = new Endless();
      Endless right = new Endless();
      AtomicInteger changes = new AtomicInteger();
      int until = i;
      try (SlabReader l = ahead(left);
          SlabReader r = SlabReader.of(Side.RIGHT, SCHEMA, right, LIMITS)) {
        assertThatThrownBy(
                () ->
                    new TwoWayMerge(
                            SCHEMA,
                            l,
                            r,
                            (kind, ls, lr, rs, rr, fields) -> stopAt(until, changes),
                            DiffWatch.none())
                        .run())
            .isInstanceOf(DiffCancelled.class);
      }
      threads.add(left.thread);
      threads.add(right.thread);
    }

    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(threads).doesNotContain(Thread.currentThread()).allMatch(Thread::isDaemon);
    assertThat(threads.get(0).getName()).isEqualTo("syncline-diff-left");
  }

  private static void stopAt(int until, AtomicInteger changes) {
    if (changes.getAndIncrement() == until) {
      throw new DiffCancelled();
    }
  }

  private static void drain(SlabReader reader) {
    while (!reader.next().isEmpty()) {
      // Only whether it ends.
    }
  }

  private static SlabReader ahead(RowCursor cursor) {
    return SlabReader.of(Side.LEFT, SCHEMA, cursor, LIMITS);
  }

  /** Gives one more row with each call, each another one than the last. */
  private static class Endless implements RowCursor {

    private static final AtomicInteger LABEL = new AtomicInteger();

    private final RowPacker packer = new RowPacker(SCHEMA);
    private final CountDownLatch closed = new CountDownLatch(1);
    final AtomicInteger closings = new AtomicInteger();
    volatile Thread thread = Thread.currentThread();
    int next;

    @Override
    public void read(Slab slab) {
      thread = Thread.currentThread();
      slab.clear();
      packer.begin();
      packer.putText(String.format("%09d", next++));
      packer.putLong(LABEL.getAndIncrement());
      packer.putNull();
      packer.end();
      slab.append(packer);
    }

    @Override
    public void close() {
      closings.incrementAndGet();
      closed.countDown();
    }

    /** Returns when the thread that read has ended; for ever, if it does not. */
    void awaitEnd() throws InterruptedException {
      closed.await();
      if (thread != Thread.currentThread()) {
        thread.join();
      }
    }
  }
}
