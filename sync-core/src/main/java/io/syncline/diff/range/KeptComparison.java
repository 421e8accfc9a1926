package io.syncline.diff.range;

import io.syncline.diff.ChangeKind;
import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.packed.RowReader;
import io.syncline.spi.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Walks over the buckets of two sides, from one stretch in which they differ to the next.
 *
 * <p>Runs of equal sums are skipped. From the first difference on, whichever side's bucket begins
 * first is taken into the stretch, until both sides have a bucket that begins with the same key and
 * has the same sum.
 */
final class KeptComparison {

  private final KeptRanges left;
  private final KeptRanges right;

  /** The stretch: buckets from here to before there. */
  private int leftFrom;

  private int leftTo;
  private int rightFrom;
  private int rightTo;

  KeptComparison(KeptRanges left, KeptRanges right) {
    if (left.schema().fingerprint() != right.schema().fingerprint()) {
      throw new IllegalArgumentException(
          "must be of the same records: left=" + left.schema() + " right=" + right.schema());
    }
    this.left = left;
    this.right = right;
  }

  /** Steps to the next stretch; false at the end. */
  boolean next() {
    int equal = left.equalRanges(leftTo, right, rightTo);
    leftFrom = leftTo + equal;
    rightFrom = rightTo + equal;
    leftTo = leftFrom;
    rightTo = rightFrom;
    while (!meet()) {
      int order = order();
      leftTo += order <= 0 ? 1 : 0;
      rightTo += order >= 0 ? 1 : 0;
    }
    return leftFrom < leftTo || rightFrom < rightTo;
  }

  /** Whether the stretch ends here: both sides are at their end, or at equal buckets. */
  private boolean meet() {
    boolean leftEnds = leftTo == left.count();
    boolean rightEnds = rightTo == right.count();
    if (leftEnds || rightEnds) {
      return leftEnds && rightEnds;
    }
    return left.sum(leftTo) == right.sum(rightTo) && order() == 0;
  }

  /** Which side's next bucket begins first. */
  private int order() {
    if (leftTo == left.count() || rightTo == right.count()) {
      return leftTo < left.count() ? -1 : 1;
    }
    if (leftTo == 0 || rightTo == 0) {
      return Integer.compare(leftTo, rightTo);
    }
    Bucket next = right.bucket(rightTo);
    return left.bucket(leftTo).compare(0, next.keys(), 0, next.to(0));
  }

  void keys(KeyDifferences differences) {
    boolean pair = leftTo == leftFrom + 1 && rightTo == rightFrom + 1;
    if (pair && left.bucket(leftFrom).hasKeysOf(right.bucket(rightFrom))) {
      digests(left.bucket(leftFrom), right.bucket(rightFrom), differences);
    } else {
      rows(differences);
    }
  }

  private static void digests(Bucket left, Bucket right, KeyDifferences differences) {
    for (int row = left.differing(0, right); row >= 0; row = left.differing(row + 1, right)) {
      differences.differs(ChangeKind.UPDATE, left.keys(), left.from(row), left.to(row));
    }
  }

  private void rows(KeyDifferences differences) {
    BucketRows l = new BucketRows(left, leftFrom, leftTo);
    BucketRows r = new BucketRows(right, rightFrom, rightTo);
    while (l.has() || r.has()) {
      int order = l.order(r);
      if (order != 0 || l.digest() != r.digest()) {
        BucketRows shown = order <= 0 ? l : r;
        ChangeKind kind =
            order == 0 ? ChangeKind.UPDATE : order < 0 ? ChangeKind.DELETE : ChangeKind.INSERT;
        differences.differs(kind, shown.keys(), shown.from(), shown.to());
      }
      if (order <= 0) {
        l.step();
      }
      if (order >= 0) {
        r.step();
      }
    }
  }

  /** All stretches from here on, as ranges. */
  List<KeyRange> ranges(RowReader reader) {
    List<KeyRange> ranges = new ArrayList<>();
    while (next()) {
      ranges.add(
          new KeyRange(
              first(left, leftFrom, right, rightFrom).map(key -> nativeKey(reader, key)),
              first(left, leftTo, right, rightTo).map(key -> nativeKey(reader, key))));
    }
    return ranges;
  }

  /** The key with which the earlier of two buckets begins; empty: the first, or behind the last. */
  private static Optional<byte[]> first(KeptRanges one, int at, KeptRanges other, int there) {
    if (at == 0 || there == 0) {
      return Optional.empty();
    }
    if (at == one.count()) {
      return there == other.count() ? Optional.empty() : Optional.of(other.bucket(there).key(0));
    }
    byte[] key = one.bucket(at).key(0);
    if (there == other.count()) {
      return Optional.of(key);
    }
    byte[] second = other.bucket(there).key(0);
    return Optional.of(Arrays.compareUnsigned(key, second) <= 0 ? key : second);
  }

  private static NativeKey nativeKey(RowReader reader, byte[] key) {
    return new NativeKey(reader.key(key, 0).stream().map(Value::toString).toList());
  }
}
