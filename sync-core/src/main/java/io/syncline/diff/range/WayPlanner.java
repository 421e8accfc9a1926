package io.syncline.diff.range;

import io.syncline.diff.RowSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Chooses between the ways of a diff. A pure function: of the same situation, the same choice.
 *
 * <p>Each way is priced by {@link CostModel}; the cheapest is taken. Against reading both sides and
 * merging them, others must promise to save some: that way costs the same whatever differs, while
 * what they cost is a guess.
 */
public final class WayPlanner {

  /** What others may cost at most of a full merge, where the share that differs is known. */
  static final double WORTH = 0.94;

  /** The same where it is not. */
  static final double WORTH_THE_RISK = 0.8;

  private WayPlanner() {}

  public static WayChoice plan(Situation situation) {
    List<WayCost> costs = costs(situation);
    WayCost steady = costs.get(0);
    WayCost best = steady;
    double worth = situation.share().isPresent() ? WORTH : WORTH_THE_RISK;
    for (WayCost cost : costs.subList(1, costs.size())) {
      double bound =
          best.way() == steady.way() ? worth * weight(situation, steady) : weight(situation, best);
      if (weight(situation, cost) < bound) {
        best = cost;
      }
    }
    return new WayChoice(situation, best.way(), costs, reasons(situation, best, costs));
  }

  /** Of the ways that are open; first the best of those that read both sides whole. */
  static List<WayCost> costs(Situation situation) {
    CostModel model = new CostModel(situation);
    List<WayCost> costs = new ArrayList<>();
    costs.addAll(whole(situation, model));
    if (situation.hashing() != Hashing.NONE) {
      costs.add(model.rowDigests());
      costs.add(model.rangeDigests());
    }
    situation
        .base()
        .filter(kept -> situation.read(kept).order() == RowSource.Order.SORTED)
        .ifPresent(kept -> costs.add(model.keptBase(kept)));
    return costs;
  }

  /** The ways that read both sides whole, the better one first. */
  private static List<WayCost> whole(Situation situation, CostModel model) {
    List<WayCost> whole = new ArrayList<>();
    whole.add(situation.sorted() ? model.fullMerge() : model.unsorted());
    if (situation.isOrderly()) {
      whole.add(model.scanOrder());
    }
    whole.sort(Comparator.comparingDouble(WayCost::weight));
    return whole;
  }

  static double weight(Situation situation, WayCost cost) {
    return situation.aim() == Situation.Aim.BYTES ? cost.bytes() : cost.weight();
  }

  private static List<String> reasons(Situation situation, WayCost best, List<WayCost> costs) {
    List<String> reasons = new ArrayList<>();
    reasons.add(decisive(situation, best, costs));
    reasons.add(
        situation.share().isPresent()
            ? percent(situation.expectedShare()) + " of the records differed last time"
            : "how many records differ is unknown; "
                + percent(Situation.UNKNOWN_SHARE)
                + " is assumed");
    if (situation.hashing() == Hashing.NONE) {
      reasons.add("the sides have no digest function in common, so digests cannot be compared");
    } else {
      reasons.add(
          "on PostgreSQL hashing a row costs the server more than sending it: digests save the"
              + " network and this process, never the server");
    }
    if (!situation.sorted()) {
      reasons.add("a side cannot be read in key order, so it cannot be merged");
    }
    if (best.way() == Way.SCAN_ORDER) {
      reasons.add(
          "records lie nearly in the order of their keys, so reading them by an index would only"
              + " cost more");
    }
    if (situation.place() == Situation.Place.ONE) {
      reasons.add("both sides are on one server: a join inside it would move no rows at all");
    }
    return reasons;
  }

  private static String decisive(Situation situation, WayCost best, List<WayCost> costs) {
    if (costs.size() == 1) {
      return "no other way is open";
    }
    WayCost next =
        costs.stream()
            .filter(each -> each.way() != best.way())
            .min(Comparator.comparingDouble(each -> weight(situation, each)))
            .orElseThrow();
    String spared =
        situation.aim() == Situation.Aim.BYTES
            ? String.format(Locale.ROOT, "%.3g MB", best.bytes() / 1e6)
            : String.format(Locale.ROOT, "%.2f s over %s", best.seconds(), situation.link());
    String other =
        situation.aim() == Situation.Aim.BYTES
            ? String.format(Locale.ROOT, "%.3g MB", next.bytes() / 1e6)
            : String.format(Locale.ROOT, "%.2f s", next.seconds());
    return spared + " are expected, and " + other + " by " + next.way().words();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.3g %%", 100 * share);
  }
}
