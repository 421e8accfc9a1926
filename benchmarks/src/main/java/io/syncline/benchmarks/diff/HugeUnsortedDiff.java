package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.Machine;
import io.syncline.benchmarks.OwnJvm;
import io.syncline.benchmarks.diff.Sides.Differences;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.RowCursor;
import io.syncline.diff.join.SpillSummary;
import io.syncline.diff.join.UnsortedDiff;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/**
 * Diffs two tables that fit in no heap and come in no order: each row is made when it is read. One
 * row in a hundred is edited, one in a thousand gone and one in a thousand new. Fails where
 * anything else is found.
 *
 * <p>System properties: {@code benchmark.rows} a side, 10,000,000 unless given; {@code
 * benchmark.memory}, the budget for rows in bytes, that of {@link DiffLimits#defaults} unless
 * given; {@code benchmark.heap}, of the JVM that it runs in, 64m unless given; {@code
 * benchmark.results}, a folder where the heap is written down for the goals, none unless given.
 */
public final class HugeUnsortedDiff {

  private static final int SEED = 20_250_101;
  private static final int RIGHT = 2;
  private static final int EDITED = 100;
  private static final int REPLACED = 1_000;
  private static final int MEBIBYTE = 1 << 20;

  private final int rows;
  private final long memoryBytes;
  private final Generator generator = new Generator(SEED);

  private HugeUnsortedDiff(int rows, long memoryBytes) {
    this.rows = rows;
    this.memoryBytes = memoryBytes;
  }

  /**
   * Fails where any change was not found, or found without having been made.
   *
   * @param arguments any: run in this JVM
   */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, HugeUnsortedDiff.class, "64m", HugeUnsortedDiff::here);
  }

  private static void here() throws IOException {
    int rows = Integer.getInteger("benchmark.rows", 10_000_000);
    long memory = Long.getLong("benchmark.memory", DiffLimits.defaults().memoryBytes());
    new HugeUnsortedDiff(rows, memory).run();
    String folder = System.getProperty("benchmark.results");
    if (folder != null) {
      write(Path.of(folder), rows);
    }
  }

  private void run() {
    ChangeCounts counts = new ChangeCounts();
    DiffLimits limits = DiffLimits.defaults().withMemoryBytes(memoryBytes);
    Machine.forgetPeak();
    long start = System.nanoTime();
    SpillSummary summary =
        new UnsortedDiff(PackedCustomers.SCHEMA, limits, DiffWatch.none())
            .run(left(), right(), counts);
    double seconds = (System.nanoTime() - start) / 1e9;
    Verified.equal("every difference", expected(), counts.differences());
    System.out.println(report(seconds, summary) + "\n" + Machine.describe());
  }

  private static void write(Path folder, int rows) throws IOException {
    Properties figures = new Properties();
    long heap = Runtime.getRuntime().maxMemory() / MEBIBYTE;
    figures.setProperty("on", String.format(Locale.ROOT, "%,d rows", rows));
    figures.setProperty("heap.mebibytes", Long.toString(heap));
    Files.createDirectories(folder);
    try (Writer writer = Files.newBufferedWriter(folder.resolve(FigureFiles.UNSORTED))) {
      figures.store(writer, null);
    }
  }

  private RowCursor left() {
    Permutation order = new Permutation(rows, SEED);
    return CustomerRows.packing(rows, i -> generator.row(order.at(i)));
  }

  private RowCursor right() {
    Permutation order = new Permutation(rows, SEED + 1L);
    return CustomerRows.packing(rows, i -> right(order.at(i)));
  }

  private Customer right(int place) {
    if (isReplaced(place)) {
      return generator.rowAfter(place);
    }
    Customer row = generator.row(place);
    return isEdited(place) ? generator.edit(place, RIGHT).apply(row) : row;
  }

  private static boolean isReplaced(int place) {
    return place % REPLACED == 1;
  }

  private static boolean isEdited(int place) {
    return place % EDITED == 0;
  }

  private Differences expected() {
    int updated = 0;
    int fields = 0;
    int replaced = 0;
    for (int place = 0; place < rows; place++) {
      if (isReplaced(place)) {
        replaced++;
      } else if (isEdited(place)) {
        updated++;
        fields += Integer.bitCount(generator.fields(place, RIGHT));
      }
    }
    return new Differences(updated, fields, replaced, replaced);
  }

  private String report(double seconds, SpillSummary summary) {
    return String.format(
        Locale.ROOT,
        "%,d rows a side, unsorted, budget %,d MiB%n"
            + "%.1f s, %,.0f rows/s of both sides together, making them included%n"
            + "peak heap %s, garbage included; %,d MiB of rows and tables%n"
            + "%,d MiB spilled to %d files; rows were spread %d times at most",
        rows,
        memoryBytes / MEBIBYTE,
        seconds,
        2 * rows / seconds,
        Machine.peakHeap(),
        summary.memoryBytes() / MEBIBYTE,
        summary.spilledBytes() / MEBIBYTE,
        summary.spilledFiles(),
        summary.spreads());
  }
}
