package io.syncline.diff.wrong;

import io.syncline.diff.range.KeptCheck;
import io.syncline.diff.range.KeptRanges;
import io.syncline.diff.range.RangeCheck;
import io.syncline.spi.RangeDigest;
import java.util.stream.Stream;

/** Faults of comparing digests of rows and ranges, and of keeping them. */
final class RangeMutants {

  private RangeMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        new Mutant(
            "only the counts of ranges are compared",
            range("RangePair"),
            "return !left.agrees(right);",
            "return left.count() != right.count();",
            RangeCheck.class),
        new Mutant(
            "ranges of equal sums are believed to be equal, whatever their counts",
            RangeDigest.class,
            "return count == other.count && digest == other.digest;",
            "return digest == other.digest;",
            RangeCheck.class),
        new Mutant(
            "a last range that is closed is taken",
            range("RangeComparison"),
            "cut.isEmpty() || !border.equals(range.to())",
            "cut.isEmpty()",
            RangeCheck.class),
        new Mutant(
            "only the sample of ranges is compared",
            range("RangeDigestWay"),
            "compare(side, cut, sample.negate(), pairs);",
            "",
            RangeCheck.class),
        new Mutant(
            "only the first batch of ranges is read",
            range("RangesCursor"),
            "next = end;",
            "next = ranges.size();",
            RangeCheck.class),
        new Mutant(
            "rows of equal keys are taken to be equal",
            range("DigestMerge"),
            "order != 0 || left.digest() != right.digest()",
            "order != 0",
            RangeCheck.class),
        new Mutant(
            "the key of the other side is read",
            range("DigestMerge"),
            "order <= 0 ? left.key(keys) : right.key(keys)",
            "order > 0 ? left.key(keys) : right.key(keys)",
            RangeCheck.class),
        new Mutant(
            "the rest begins behind its first key",
            range("RowDigestWay"),
            "Optional.of(keys.get(0))",
            "Optional.of(keys.get(1))",
            RangeCheck.class),
        new Mutant(
            "the rest begins at the first key of all",
            range("RowDigestWay"),
            "Optional.of(keys.get(0))",
            "Optional.empty()",
            RangeCheck.class),
        new Mutant(
            "digests are summed as they are",
            range("Mixing"),
            "return mix(digest + mix(keyDigest));",
            "return digest;",
            KeptCheck.class),
        new Mutant(
            "digests are put together by exclusive or",
            range("KeptRangesBuilder"),
            "sum += Mixing.addend(keyDigest, digest);",
            "sum ^= digest;",
            KeptCheck.class),
        new Mutant(
            "the key that begins a range is looked for in the one before",
            KeptRanges.class,
            "buckets[middle].compare(0, key, 0, key.length) <= 0",
            "buckets[middle].compare(0, key, 0, key.length) < 0",
            KeptCheck.class),
        new Mutant(
            "a range that was split keeps the sum of both parts",
            KeptRanges.class,
            "sums[at] -= sums[at + 1];",
            "",
            KeptCheck.class),
        new Mutant(
            "a range that was joined to another leaves its sum behind",
            KeptRanges.class,
            "sums[at - 1] += sums[at];",
            "",
            KeptCheck.class),
        new Mutant(
            "a stretch ends where ranges begin alike, equal or not",
            range("KeptComparison"),
            "left.sum(leftTo) == right.sum(rightTo) && order() == 0",
            "order() == 0",
            KeptCheck.class),
        new Mutant(
            "a damaged block is believed",
            range("KeptCursor"),
            "expect(\"digest of a block\", digest, RowDigest.of(bytes));",
            "",
            KeptCheck.class));
  }

  private static Class<?> range(String name) {
    try {
      return Class.forName("io.syncline.diff.range." + name);
    } catch (ClassNotFoundException gone) {
      throw new IllegalArgumentException("must be a class: name=" + name, gone);
    }
  }
}
