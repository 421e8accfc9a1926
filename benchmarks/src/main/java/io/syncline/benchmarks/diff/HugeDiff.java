package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.Machine;
import io.syncline.benchmarks.OwnJvm;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.diff.merge.MergeCounts;
import io.syncline.diff.merge.SlabReader;
import io.syncline.diff.merge.TwoWayMerge;
import io.syncline.packed.Slab;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Two streams of rows that would fit in no memory, merged as they are generated, in a JVM of their
 * own. System properties: {@code benchmark.rows}, 50,000,000 a side unless given; {@code
 * benchmark.heap}, 512m unless given.
 */
public final class HugeDiff {

  private static final long DEFAULT_ROWS = 50_000_000;
  private static final double NANOS = 1e9;

  private HugeDiff() {}

  /**
   * Fails where any change was not found, or found without having been made.
   *
   * @param arguments any: run in this JVM
   */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, HugeDiff.class, "512m", HugeDiff::run);
  }

  private static void run() {
    long rows = Long.getLong("benchmark.rows", DEFAULT_ROWS);
    System.out.println(Machine.describe());
    Machine.forgetPeak();
    long begin = System.nanoTime();
    MergeCounts counts = merge(rows);
    double seconds = (System.nanoTime() - begin) / NANOS;
    String peak = Machine.peakHeap();
    Verified.equal("every change", expected(rows), counts);
    System.out.println(
        line(
            "merged with " + counts.changes() + " changes",
            counts.left() + counts.right(),
            seconds));
    System.out.println("peak heap " + peak + ", garbage included; " + Machine.keptHeap() + " kept");
    long alone = System.nanoTime();
    long generated = generate(new HugeSide(Side.LEFT, rows));
    System.out.println(
        line("one side generated alone", generated, (System.nanoTime() - alone) / NANOS));
  }

  private static MergeCounts merge(long rows) {
    DiffLimits limits = DiffLimits.defaults();
    try (SlabReader left =
            SlabReader.of(
                Side.LEFT, PackedCustomers.SCHEMA, new HugeSide(Side.LEFT, rows), limits);
        SlabReader right =
            SlabReader.of(
                Side.RIGHT, PackedCustomers.SCHEMA, new HugeSide(Side.RIGHT, rows), limits)) {
      TwoWayMerge merge =
          new TwoWayMerge(
              PackedCustomers.SCHEMA,
              left,
              right,
              (kind, l, lr, r, rr, mask) -> {},
              DiffWatch.none());
      merge.run();
      return merge.counts();
    }
  }

  private static MergeCounts expected(long rows) {
    long inserts = 0;
    long updates = 0;
    long deletes = 0;
    for (long place = 0; place < rows; place++) {
      HugeSide.Edit edit = HugeSide.Edit.at(place);
      inserts += edit == HugeSide.Edit.INSERT ? 1 : 0;
      updates += edit == HugeSide.Edit.UPDATE ? 1 : 0;
      deletes += edit == HugeSide.Edit.DELETE ? 1 : 0;
    }
    return new MergeCounts(rows, rows - deletes + inserts, inserts, updates, deletes);
  }

  private static long generate(HugeSide side) {
    Slab slab = new Slab(PackedCustomers.SCHEMA);
    long rows = 0;
    for (side.read(slab); !slab.isEmpty(); side.read(slab)) {
      rows += slab.rows();
    }
    return rows;
  }

  private static String line(String what, long rows, double seconds) {
    return String.format(
        Locale.ROOT, "%s: %,d rows, %.1f s, %,.0f rows/s", what, rows, seconds, rows / seconds);
  }
}
