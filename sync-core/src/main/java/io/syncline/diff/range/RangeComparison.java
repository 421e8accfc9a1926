package io.syncline.diff.range;

import io.syncline.diff.DiffException;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.model.NativeKey;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the key ranges in which two sides differ, from digests that both compute where their
 * records are. Not thread-safe.
 *
 * <p>One side is cut into ranges of about as many rows each, so that skewed keys make no crowded
 * ranges there; the other digests the same ranges. The first range begins before all keys and the
 * last ends behind all, so records of the other side before the first key and behind the last are
 * counted too. Count and sum of a range are compared: a change hides from that with a chance of
 * 2<sup>-64</sup> for each range that changed.
 *
 * <p>Borders of ranges are keys in text, and each side finds by its own key order which records lie
 * between them. Whatever those orders are, each record lies in one range of its side; a record of
 * two unequal orders makes two ranges differ, never none.
 */
final class RangeComparison {

  /** Ranges of one request; each is a row that a database joins its table with. */
  static final int AT_ONCE = 4_096;

  private final RangeDigester left;
  private final RangeDigester right;
  private final Duration within;
  private final DiffWatch watch;

  RangeComparison(RangeDigester left, RangeDigester right, Duration within, DiffWatch watch) {
    if (!left.function().equals(right.function())) {
      throw new IllegalArgumentException(
          "must digest alike: left=" + left.function() + " right=" + right.function());
    }
    this.left = left;
    this.right = right;
    this.within = within;
    this.watch = watch;
  }

  /**
   * Cuts a range as the side's records lie.
   *
   * @throws DiffException where what the side gives leaves a gap, through which records would fall
   */
  List<RangeDigest> cut(Side side, KeyRange range, int rows) {
    watch.check();
    List<RangeDigest> cut = of(side).cut(range, rows, within);
    Optional<NativeKey> border = range.from();
    for (int i = 0; i < cut.size(); i++) {
      KeyRange each = cut.get(i).range();
      boolean endless = i > 0 && border.isEmpty();
      if (endless || !each.from().equals(border)) {
        throw gap(side, range, each);
      }
      border = each.to();
    }
    if (cut.isEmpty() || !border.equals(range.to())) {
      throw gap(side, range, cut.isEmpty() ? range : cut.get(cut.size() - 1).range());
    }
    return cut;
  }

  private static DiffException gap(Side side, KeyRange range, KeyRange at) {
    return new DiffException(side + " was to cut " + range + " without a gap: at " + at);
  }

  /** Sets beside each range of one side what the other side has in it. */
  List<RangePair> compare(Side side, List<RangeDigest> cut) {
    List<RangePair> pairs = new ArrayList<>(cut.size());
    for (int from = 0; from < cut.size(); from += AT_ONCE) {
      watch.check();
      List<RangeDigest> some = cut.subList(from, Math.min(cut.size(), from + AT_ONCE));
      List<KeyRange> ranges = some.stream().map(RangeDigest::range).toList();
      List<RangeDigest> others = of(opposite(side)).digest(ranges, within);
      if (others.size() != some.size()) {
        throw new DiffException(
            opposite(side) + " was to digest " + some.size() + " ranges: digests=" + others.size());
      }
      for (int i = 0; i < some.size(); i++) {
        pairs.add(RangePair.of(side, some.get(i), others.get(i)));
      }
    }
    return pairs;
  }

  /** Cuts a range that differs, as the side lies that has more in it, and compares its parts. */
  List<RangePair> drill(RangePair pair, int rows) {
    return compare(pair.larger(), cut(pair.larger(), pair.range(), rows));
  }

  /** The ranges, those that touch made one. */
  static List<KeyRange> joined(List<RangePair> pairs) {
    List<KeyRange> ranges = new ArrayList<>();
    for (RangePair pair : pairs) {
      KeyRange next = pair.range();
      int last = ranges.size() - 1;
      if (last >= 0 && next.from().isPresent() && ranges.get(last).to().equals(next.from())) {
        ranges.set(last, new KeyRange(ranges.get(last).from(), next.to()));
      } else {
        ranges.add(next);
      }
    }
    return ranges;
  }

  private RangeDigester of(Side side) {
    return side == Side.LEFT ? left : right;
  }

  private static Side opposite(Side side) {
    return side == Side.LEFT ? Side.RIGHT : Side.LEFT;
  }
}
