package io.syncline.benchmarks.diff;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The limit: two images in memory, rows of 160 bytes, compared by {@link Arrays#mismatch}; after a
 * mismatch it goes on at the next row. It knows neither keys nor fields, and rows of uneven length
 * would be beyond it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MismatchBenchmark {

  private static final int ROW = 160;
  private static final long SEED = 160;

  @Param({"10000", "1000000"})
  int rows;

  @Param({"0", "0.01", "0.1", "1.0"})
  double changed;

  private byte[] left = {};
  private byte[] right = {};

  /** Two images of the same bytes, one of them then edited in one or two places a row. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(SEED);
    left = new byte[Math.multiplyExact(rows, ROW)];
    random.nextBytes(left);
    right = left.clone();
    int edits = Recipe.of(rows, changed).edits();
    BitSet chosen = Records.chosen(rows, edits, SEED);
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      right[i * ROW + random.nextInt(ROW / 2)] ^= 1;
      right[i * ROW + ROW / 2 + random.nextInt(ROW / 2)] ^= (byte) (random.nextBoolean() ? 1 : 0);
    }
    Verified.equal("rows that differ", edits, scan());
  }

  /** Counts the rows that differ. */
  @Benchmark
  public int scan() {
    int differing = 0;
    int from = 0;
    while (from < left.length) {
      int mismatch = Arrays.mismatch(left, from, left.length, right, from, right.length);
      if (mismatch < 0) {
        break;
      }
      differing++;
      from = ((from + mismatch) / ROW + 1) * ROW;
    }
    return differing;
  }
}
