package io.syncline.benchmarks.diff;

import io.syncline.diff.sketch.SketchCells;
import io.syncline.diff.sketch.SketchDecoder;
import io.syncline.diff.sketch.SketchEncoder;
import io.syncline.diff.sketch.SketchLimits;
import io.syncline.diff.sketch.SketchProgress;
import io.syncline.diff.sketch.SketchSession;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Two hubs find out in which keys and digests they differ: the sets are made into a sketch and a
 * decoder, and cells sent, as bytes, until the difference is known.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SketchBenchmark {

  private static final int ITEM_BYTES = 16;
  private static final int SEED = 20_250_101;

  /** Each batch is so much of what was sent before. */
  private static final int GROWTH = 8;

  private static final int FIRST_BATCH = 64;

  @Param({"100000"})
  int rows;

  @Param({"0.01"})
  double changed;

  private final SplittableRandom seeds = new SplittableRandom(SEED);
  private BitSet edited = new BitSet();

  /** What was sent for what; each is a sum over all operations. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Sent {

    public long bytes;
    public long changedRows;
    public long cells;
    public long items;
  }

  @Setup
  public void prepare() {
    edited = Records.chosen(rows, (int) Math.round(rows * changed), SEED);
    Verified.equal("items that differ", 2 * edited.cardinality(), reconcile(new Sent()));
  }

  @Benchmark
  public int reconcile(Sent sent) {
    SketchSession session = new SketchSession(ITEM_BYTES, seeds.nextLong());
    SketchEncoder encoder = new SketchEncoder(session);
    SketchDecoder decoder = new SketchDecoder(session, SketchLimits.defaults());
    for (int i = 0; i < rows; i++) {
      encoder.add(key(i), digest(i, 0));
      decoder.add(key(i), digest(i, edited.get(i) ? 1 : 0));
    }
    int cells = 0;
    SketchProgress progress = SketchProgress.WANTING;
    while (progress == SketchProgress.WANTING) {
      int batch = Math.max(FIRST_BATCH, cells / GROWTH);
      byte[] wire = encoder.next(batch).toBytes();
      sent.bytes += wire.length;
      progress = decoder.take(SketchCells.read(wire, SketchLimits.defaults()));
      cells += batch;
    }
    sent.changedRows += edited.cardinality();
    sent.cells += decoder.cells();
    sent.items += decoder.difference().size();
    return decoder.difference().size();
  }

  /** Spread over all 64 bits, as digests of keys are; no two rows alike. */
  private static long key(long row) {
    return mix(row + 1);
  }

  private static long digest(long row, long version) {
    return mix(~row * 2 + version);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): one to one. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
