package io.syncline.benchmarks.diff;

import static io.syncline.benchmarks.diff.Contender.BUCKETS;
import static io.syncline.benchmarks.diff.Contender.JAVERS;
import static io.syncline.benchmarks.diff.Contender.MAPS;
import static io.syncline.benchmarks.diff.Contender.MISMATCH;
import static io.syncline.benchmarks.diff.Contender.OBJECTS;
import static io.syncline.benchmarks.diff.Contender.PACKED;
import static io.syncline.benchmarks.diff.Contender.PACKED_THREE;
import static io.syncline.benchmarks.diff.Contender.SKETCH;
import static io.syncline.benchmarks.diff.Contender.SPILLED;
import static io.syncline.benchmarks.diff.Contender.THREE_MAPS;
import static io.syncline.benchmarks.diff.Contender.ZJSONPATCH;

import io.syncline.benchmarks.diff.Goal.Bound;
import io.syncline.benchmarks.diff.Goal.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The eight goals of the diff engine, each of one or more figures, beside what was measured. All
 * are ratios within one run, on the largest table that both were measured on; those of {@link
 * OtherRuns} within a run of their own.
 */
final class Goals {

  private static final double FEW = 0.0001;
  private static final double USUAL = 0.01;
  private static final double MANY = 0.1;
  private static final double ALL = 1.0;

  private final Measurements run;
  private final OtherRuns others;
  private final List<Goal> goals = new ArrayList<>();

  private Goals(Measurements run, OtherRuns others) {
    this.run = run;
    this.others = others;
  }

  static List<Goal> of(Measurements run, OtherRuns others) {
    Goals goals = new Goals(run, others);
    goals.kernel();
    goals.objects();
    goals.threeSides();
    goals.databases();
    goals.sketches();
    goals.unsorted();
    return List.copyOf(goals.goals);
  }

  private void kernel() {
    most(1, "packed rows over Arrays.mismatch, 1 % changed", 1.2, ratio(PACKED, MISMATCH, USUAL));
    most(1, "packed rows over Arrays.mismatch, 10 % changed", 1.5, ratio(PACKED, MISMATCH, MANY));
    most(1, "bytes of garbage a row", 0, garbage());
    least(2, "HashMap of maps over packed rows", 30, ratio(MAPS, PACKED, USUAL));
    least(2, "zjsonpatch over packed rows", 500, ratio(ZJSONPATCH, PACKED, USUAL));
    least(2, "Javers over packed rows", 2_000, ratio(JAVERS, PACKED, USUAL));
  }

  private void objects() {
    least(3, "HashMap of maps over objects", 3, ratio(MAPS, OBJECTS, USUAL));
    least(3, "Javers over objects", 100, ratio(JAVERS, OBJECTS, USUAL));
  }

  private void threeSides() {
    least(4, "maps over packed rows, 1 % changed", 40, ratio(THREE_MAPS, PACKED_THREE, USUAL));
    least(
        4,
        "maps over packed rows, every row changed twice",
        9,
        ratio(THREE_MAPS, PACKED_THREE, ALL));
    most(4, "three sides over two, 1 % changed", 2.5, ratio(PACKED_THREE, PACKED, USUAL));
  }

  private void databases() {
    most(5, "whole diff over two raw COPY scans, worst change rate", 1.25, others.overCopy());
    least(5, "JDBC into maps over the whole diff", 4, others.jdbcMaps());
    least(5, "md5 bisection over the whole diff", 5, others.bisection());
    most(6, "diff against a kept base over two raw COPY scans", 0.85, others.keptBase());
    // With nothing changed the full compare is at its fastest, so this never flatters.
    least(
        6,
        "full compare over kept digests, 0.01 % changed",
        200,
        run.largest(PACKED, 0, BUCKETS, FEW).map(Goals::figure));
  }

  private void sketches() {
    most(7, "bytes a changed row between hubs", 80, counted("bytes", "changedRows"));
    most(7, "cells an item", 1.5, counted("cells", "items"));
  }

  private void unsorted() {
    most(8, "unsorted with spill over HashMap of maps", 1.5, ratio(SPILLED, MAPS, USUAL));
    most(8, "MiB of heap that the spill was held to", 64, others.spillHeap());
  }

  private Optional<Figure> ratio(Contender one, Contender other, double changed) {
    return run.largest(one, other, changed).map(Goals::figure);
  }

  private static Figure figure(Measurements.Both both) {
    return new Figure(both.ratio(), rows(both.one()));
  }

  /** In hundredths of a byte: the profiler itself makes a little garbage. */
  private Optional<Figure> garbage() {
    return run.largest(PACKED, USUAL)
        .flatMap(each -> optional(each.bytesPerRow(), each))
        .map(each -> new Figure(Math.round(each.value() * 100) / 100.0, each.on()));
  }

  private Optional<Figure> counted(String counter, String over) {
    return run.largest(SKETCH, USUAL).flatMap(each -> optional(each.ratio(counter, over), each));
  }

  private static Optional<Figure> optional(OptionalDouble value, Measured on) {
    return value.isPresent()
        ? Optional.of(new Figure(value.getAsDouble(), rows(on)))
        : Optional.empty();
  }

  private static String rows(Measured measured) {
    return String.format(Locale.ROOT, "%,d rows", measured.rows());
  }

  private void most(int number, String what, double limit, Optional<Figure> here) {
    goals.add(new Goal(number, what, Bound.AT_MOST, limit, here));
  }

  private void least(int number, String what, double limit, Optional<Figure> here) {
    goals.add(new Goal(number, what, Bound.AT_LEAST, limit, here));
  }
}
