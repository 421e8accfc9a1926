package io.syncline.diff;

import io.syncline.packed.PackedSchema;
import io.syncline.packed.TextRule;
import java.util.List;

/**
 * A diff of two sets of rows against what both once were, in one pass over all three: side by side
 * where all three give rows in key order, else by partitions. Otherwise as {@link RowDiff}, of
 * which see the errors and the threads.
 */
public final class ThreeWayDiff {

  private final List<RowSource> sides;
  private final FieldChoice fields;
  private final DiffLimits limits;
  private final DiffWatching watching;

  private ThreeWayDiff(
      List<RowSource> sides, FieldChoice fields, DiffLimits limits, DiffWatching watching) {
    this.sides = sides;
    this.fields = fields;
    this.limits = limits;
    this.watching = watching;
  }

  static ThreeWayDiff of(RowSource base, RowSource left, RowSource right) {
    return new ThreeWayDiff(
        List.of(base, left, right), FieldChoice.all(), DiffLimits.defaults(), DiffWatching.none());
  }

  private ThreeWayDiff with(FieldChoice choice) {
    return new ThreeWayDiff(sides, choice, limits, watching);
  }

  /** Compares only these fields; all three must have them. */
  public ThreeWayDiff only(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("must name a field: only=[]");
    }
    return with(fields.only(List.of(names)));
  }

  /** Leaves these fields out; one of the three must have them. */
  public ThreeWayDiff ignoring(String... names) {
    return with(fields.ignoring(List.of(names)));
  }

  /** Says what does not count in the texts of a field. */
  public ThreeWayDiff comparing(String name, TextRule... rules) {
    return with(fields.comparing(name, rules));
  }

  /** See {@link RowDiff#fraction}. */
  public ThreeWayDiff fraction(String name, int digits) {
    return with(fields.fraction(name, digits));
  }

  public ThreeWayDiff limits(DiffLimits other) {
    return new ThreeWayDiff(sides, fields, other, watching);
  }

  public ThreeWayDiff onProgress(DiffProgress progress) {
    return new ThreeWayDiff(sides, fields, limits, watching.with(progress));
  }

  public ThreeWayDiff cancelledBy(Cancellation cancellation) {
    return new ThreeWayDiff(sides, fields, limits, watching.with(cancellation));
  }

  /** What is compared: the key and fields of what {@link #changes} gives. */
  public PackedSchema schema() {
    return fields.schema(sides);
  }

  /** Hands on what a side changed, unpacked as far as the consumer looks at it. */
  public ThreeWaySummary forEach(ThreeWayConsumer consumer) {
    PackedSchema schema = schema();
    return run(schema, new ThreeWayDeltaSink(schema, consumer));
  }

  /** Hands on what a side changed as packed rows of {@link #schema}. */
  public ThreeWaySummary changes(ThreeWaySink sink) {
    return run(schema(), sink);
  }

  /** Counts what a side changed. */
  public ThreeWaySummary counts() {
    return run(schema(), ThreeWayCounts.end());
  }

  private boolean isSorted(PackedSchema schema) {
    return sides.stream().allMatch(side -> Ways.isSorted(side, schema));
  }

  private ThreeWaySummary run(PackedSchema schema, ThreeWaySink sink) {
    ThreeWayCounts counts = new ThreeWayCounts(sink);
    if (!isSorted(schema)) {
      DiffWatch watch = watching.start();
      start(schema, watch).unsorted(counts);
      return counts.summary(watch);
    }
    try {
      DiffWatch watch = watching.start();
      start(schema, watch).sorted(counts);
      return counts.summary(watch);
    } catch (OutOfOrder broken) {
      counts.restart(broken);
      DiffWatch watch = watching.start();
      start(schema, watch).unsorted(counts);
      return counts.summary(watch);
    }
  }

  private ThreeWayRun start(PackedSchema schema, DiffWatch watch) {
    return new ThreeWayRun(
        sides.get(0), sides.get(1), sides.get(2), schema, limits, watching, watch);
  }
}
