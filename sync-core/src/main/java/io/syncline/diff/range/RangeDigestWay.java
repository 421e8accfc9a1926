package io.syncline.diff.range;

import io.syncline.diff.Side;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Compares digests of ranges, then reads those that differ.
 *
 * <p>Before the other side digests all ranges, it digests a sample of them; before anything is
 * read, all digests are there. At both points nothing was handed on yet, so what they show may
 * still lead to another way.
 */
final class RangeDigestWay {

  /**
   * About how many ranges are in the sample. They are spread by chance, always the same, and not
   * evenly: differences may come as regularly as the sample would.
   */
  static final int SAMPLE = 64;

  /** Ranges that differ are cut finer at most so often; halving again and again never pays. */
  static final int LEVELS = 2;

  private final Situation situation;
  private final RangeComparison comparison;
  private final Fetch fetch;
  private final RangedLog log;

  RangeDigestWay(Situation situation, RangeComparison comparison, Fetch fetch, RangedLog log) {
    this.situation = situation;
    this.comparison = comparison;
    this.fetch = fetch;
    this.log = log;
  }

  /** Goes this way to its end; or gives the way to go instead, having handed on nothing. */
  Optional<Way> run() {
    int width = RangeWidth.of(situation).rows();
    Side side = situation.left().rows() >= situation.right().rows() ? Side.LEFT : Side.RIGHT;
    List<RangeDigest> cut = comparison.cut(side, KeyRange.all(), width);
    log.saw(side + " was cut into " + cut.size() + " ranges of about " + width + " rows");
    int step = cut.size() >= 2 * SAMPLE ? cut.size() / SAMPLE : 1;
    NavigableMap<Integer, RangePair> pairs = new TreeMap<>();
    IntPredicate sample = place -> Math.floorMod(Mixing.mix(place), step) == 0;
    compare(side, cut, sample, pairs);
    if (step > 1) {
      Optional<Way> better = reconsider("of a sample", List.copyOf(pairs.values()), width, 0.5);
      if (better.isPresent()) {
        return better;
      }
      compare(side, cut, sample.negate(), pairs);
    }
    return finish(List.copyOf(pairs.values()), width);
  }

  private Optional<Way> finish(List<RangePair> pairs, int width) {
    Optional<Way> better = reconsider("in all", pairs, width, 0);
    if (better.isEmpty()) {
      List<RangePair> differing = drill(pairs, RangeWidth.share(unequal(pairs), width));
      fetch.ranges(RangeComparison.joined(differing));
    }
    return better;
  }

  /** Digests some of the ranges on the other side too, and puts each pair in its place. */
  private void compare(
      Side side, List<RangeDigest> cut, IntPredicate some, NavigableMap<Integer, RangePair> pairs) {
    int[] places = IntStream.range(0, cut.size()).filter(some).toArray();
    List<RangeDigest> asked = Arrays.stream(places).mapToObj(cut::get).toList();
    List<RangePair> compared = comparison.compare(side, asked);
    for (int i = 0; i < places.length; i++) {
      pairs.put(places[i], compared.get(i));
    }
  }

  /** The way that would now be taken instead of going on; empty: go on. */
  private Optional<Way> reconsider(
      String which, List<RangePair> pairs, int width, double digestsLeft) {
    double unequal = unequal(pairs);
    double share = Math.max(RangeWidth.share(unequal, width), surelyDiffering(pairs));
    log.saw(
        String.format(
            Locale.ROOT,
            "%d of %d ranges %s differ: about %s of the rows",
            pairs.stream().filter(RangePair::differs).count(),
            pairs.size(),
            which,
            WayPlanner.percent(share)));
    Situation seen = situation.withShare(share);
    double goOn =
        WayPlanner.weight(
            seen, new CostModel(seen).rangeDigests(width, rowsIn(pairs), digestsLeft));
    Optional<WayCost> better =
        WayPlanner.costs(seen).stream()
            .filter(each -> each.way() != Way.RANGE_DIGESTS)
            .filter(each -> WayPlanner.weight(seen, each) < goOn)
            .min(Comparator.comparingDouble(each -> WayPlanner.weight(seen, each)));
    return better.map(WayCost::way);
  }

  private static double unequal(List<RangePair> pairs) {
    return pairs.stream().filter(RangePair::differs).count() / Math.max(1.0, pairs.size());
  }

  /** The share of the rows that are in ranges that differ. */
  private static double rowsIn(List<RangePair> pairs) {
    long all = pairs.stream().mapToLong(RangePair::rows).sum();
    long differing = pairs.stream().filter(RangePair::differs).mapToLong(RangePair::rows).sum();
    return all == 0 ? 0 : differing / (double) all;
  }

  private static double surelyDiffering(List<RangePair> pairs) {
    long all = pairs.stream().mapToLong(RangePair::rows).sum();
    double differing =
        pairs.stream().mapToDouble(each -> each.surelyDiffering() * each.rows()).sum();
    return all == 0 ? 0 : differing / all;
  }

  /** Those that differ, the wide ones cut finer where that pays. */
  private List<RangePair> drill(List<RangePair> pairs, double share) {
    List<RangePair> differing = pairs.stream().filter(RangePair::differs).toList();
    double inside = Math.min(1, share / Math.max(unequal(pairs), Double.MIN_NORMAL));
    for (int level = 0; level < LEVELS; level++) {
      List<RangePair> finer = new ArrayList<>();
      for (RangePair pair : differing) {
        finer.addAll(cutFiner(pair, inside));
      }
      if (finer.equals(differing)) {
        break;
      }
      log.saw("cut finer, " + finer.size() + " ranges differ in place of " + differing.size());
      differing = finer;
    }
    return differing;
  }

  private List<RangePair> cutFiner(RangePair pair, double inside) {
    double share = Math.max(inside, pair.surelyDiffering());
    OptionalInt width = RangeWidth.finer(pair.rows(), share, situation);
    return width.isEmpty()
        ? List.of(pair)
        : comparison.drill(pair, width.getAsInt()).stream().filter(RangePair::differs).toList();
  }
}
