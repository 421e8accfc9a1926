package io.syncline.diff;

import io.syncline.diff.range.Hashing;
import io.syncline.diff.range.RangedDiff;
import io.syncline.diff.range.RangedOutcome;
import io.syncline.diff.range.RangedSettings;
import io.syncline.diff.range.Way;
import io.syncline.diff.range.WayChoice;
import io.syncline.packed.PackedSchema;
import java.util.List;
import java.util.Optional;

/**
 * Lets the planner of ways choose, since a side can do more than be read from end to end.
 *
 * @param forced the way that the user wants; empty: the planner's
 */
record RangedWay(
    RowSource left,
    RowSource right,
    PackedSchema schema,
    RangedSettings settings,
    Optional<Way> forced)
    implements DiffWay {

  private static final String WHOLE = "both sides were read whole";

  @Override
  public ChosenWay chosen() {
    WayChoice choice = choice(diff(settings));
    return new ChosenWay(words(choice.way()), choice.explain());
  }

  @Override
  public ChosenWay run(DiffJob job) {
    RangedDiff diff = diff(settings.with(job.limits()));
    RangedOutcome outcome =
        diff.run(
            choice(diff),
            (way, sink) -> whole(way).run(job.to(sink)).reason(),
            job.sink(),
            job.watch());
    return new ChosenWay(words(outcome.way()), outcome.explain());
  }

  private RangedDiff diff(RangedSettings bounded) {
    return new RangedDiff(schema, left, right, bounded);
  }

  private WayChoice choice(RangedDiff diff) {
    WayChoice planned = diff.plan();
    if (forced.isEmpty()) {
      return planned;
    }
    Way way = forced.get();
    boolean digests = way == Way.ROW_DIGESTS || way == Way.RANGE_DIGESTS;
    if (digests && planned.situation().hashing() == Hashing.NONE) {
      throw new IllegalArgumentException(
          "must have a digest function in common: way="
              + way
              + " left="
              + left.name()
              + " right="
              + right.name());
    }
    if (way == Way.SCAN_ORDER && !planned.situation().isScannable()) {
      throw new IllegalArgumentException(
          "must be readable as its records lie, on one side at least: way="
              + way
              + " left="
              + left.name()
              + " right="
              + right.name());
    }
    return new WayChoice(planned.situation(), way, planned.costs(), List.of("it was asked for"));
  }

  private static DiffWay whole(Way way) {
    return switch (way) {
      case FULL_MERGE -> new SortedWay(WHOLE);
      case SCAN_ORDER -> new ScanOrderWay(WHOLE);
      default -> new UnsortedWay(WHOLE);
    };
  }

  /** As the ways that read both sides whole are called. */
  private static String words(Way way) {
    return switch (way) {
      case FULL_MERGE -> "sorted merge";
      case SCAN_ORDER -> "merge in scan order";
      case UNSORTED -> "unsorted join";
      case ROW_DIGESTS -> "row digests";
      case RANGE_DIGESTS -> "range digests";
      case KEPT_BASE -> "kept base";
    };
  }
}
