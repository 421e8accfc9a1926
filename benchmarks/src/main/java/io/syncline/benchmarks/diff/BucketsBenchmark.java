package io.syncline.benchmarks.diff;

import io.syncline.diff.range.KeptRanges;
import io.syncline.model.FieldType;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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

/** Keys and row digests kept between runs: building them, and comparing two of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BucketsBenchmark {

  private static final long SEED = 64;
  private static final PackedSchema SCHEMA =
      PackedSchema.builder().key("id", FieldType.integer()).build();

  @Param("1000000")
  int rows;

  @Param("0.0001")
  double changed;

  private final List<Slab> digests = new ArrayList<>();
  private KeptRanges left = KeptRanges.empty(SCHEMA);
  private KeptRanges right = KeptRanges.empty(SCHEMA);

  /** Two that were built alike, one of them then corrected row by row. */
  @Setup
  public void prepare() {
    pack();
    left = build();
    right = build();
    int edits = Recipe.of(rows, changed).edits();
    BitSet chosen = Records.chosen(rows, edits, SEED);
    RowPacker packer = new RowPacker(SCHEMA);
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      byte[] key = key(packer, i);
      right.update(key, right.digest(key).orElseThrow(), i);
    }
    Verified.equal("rows that differ", edits, compare());
  }

  private void pack() {
    SplittableRandom random = new SplittableRandom(SEED);
    RowPacker packer = new RowPacker(SCHEMA);
    KeyDigests row = new KeyDigests();
    Slab slab = new Slab(KeyDigests.schema(SCHEMA));
    for (int i = 0; i < rows; i++) {
      byte[] key = key(packer, i);
      long digest = random.nextLong();
      if (!row.append(slab, key, 0, key.length, digest)) {
        digests.add(slab);
        slab = new Slab(KeyDigests.schema(SCHEMA));
        row.append(slab, key, 0, key.length, digest);
      }
    }
    digests.add(slab);
  }

  private static byte[] key(RowPacker packer, int id) {
    packer.begin();
    packer.putLong(id);
    packer.end();
    return java.util.Arrays.copyOf(packer.bytes(), packer.keyEnd());
  }

  /** From a stream of keys and digests. */
  @Benchmark
  public KeptRanges build() {
    return KeptRanges.of(SCHEMA, new Slabs(digests));
  }

  /** Counts the rows that differ. */
  @Benchmark
  public int compare() {
    int[] differing = {0};
    left.compare(right, (kind, bytes, from, to) -> differing[0]++);
    return differing[0];
  }
}
