package io.syncline.benchmarks.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.benchmarks.diff.Goal.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalsTest {

  private static final OtherRuns NO_OTHERS = OtherRuns.of(new Properties(), new Properties());

  @Test
  void allEightGoalsAreNamedThoughNothingWasMeasured() {
    List<Goal> goals = Goals.of(run(), NO_OTHERS);

    assertThat(goals).extracting(Goal::number).contains(1, 2, 3, 4, 5, 6, 7, 8).isSorted();
    assertThat(goals).extracting(Goal::verdict).containsOnly("not measured");
  }

  @Test
  void aRatioIsTakenPerRowOnTheLargestTableOfBoth() {
    Measurements run =
        run(
            measured(Contender.MAPS, 10, 0.01, 100),
            measured(Contender.MAPS, 100, 0.01, 4_000),
            measured(Contender.PACKED, 10, 0.01, 10),
            measured(Contender.PACKED, 100, 0.01, 100),
            measured(Contender.PACKED, 1_000, 0.01, 1));

    assertThat(figure(run, "HashMap of maps over packed rows"))
        .contains(new Figure(40, "100 rows"));
  }

  @Test
  void anotherShareOfChangesIsAnotherTable() {
    Measurements run =
        run(measured(Contender.MAPS, 10, 0.1, 100), measured(Contender.PACKED, 10, 0.01, 10));

    assertThat(figure(run, "HashMap of maps over packed rows")).isEmpty();
  }

  @Test
  void ofSeveralWaysTheFastestCounts() {
    Measurements run =
        run(
            measured(Contender.JAVERS, 10, 0.01, 50_000),
            measured(Contender.JAVERS, 10, 0.01, 40_000),
            measured(Contender.PACKED, 10, 0.01, 10));

    assertThat(figure(run, "Javers over packed rows")).contains(new Figure(4_000, "10 rows"));
  }

  @Test
  void keptDigestsAreComparedWithTheFullCompareAtItsFastest() {
    Measurements run =
        run(measured(Contender.PACKED, 10, 0, 500), measured(Contender.BUCKETS, 10, 0.0001, 2));

    assertThat(figure(run, "full compare over kept digests, 0.01 % changed"))
        .contains(new Figure(250, "10 rows"));
  }

  @Test
  void theGarbageOfTheProfilerItselfIsNotCounted() {
    Measured packed =
        new Measured(
            Contender.PACKED.benchmark(),
            Map.of("rows", "1000", "changed", "0.01"),
            10,
            Double.NaN,
            Map.of("gc.alloc.rate.norm", 3.0));

    assertThat(goal(run(packed), "bytes of garbage a row").verdict()).isEqualTo("yes");
  }

  @Test
  void countersOfASketchAreSetInRelation() {
    Measured sketch =
        new Measured(
            Contender.SKETCH.benchmark(),
            Map.of("rows", "1000"),
            10,
            Double.NaN,
            Map.of("bytes", 7_000.0, "changedRows", 100.0, "cells", 160.0, "items", 100.0));

    assertThat(goal(run(sketch), "bytes a changed row between hubs").verdict()).isEqualTo("yes");
    assertThat(goal(run(sketch), "cells an item").verdict()).isEqualTo("no");
  }

  @Test
  void aFigureAtItsLimitReachesIt() {
    assertThat(goal(Goal.Bound.AT_MOST, 1.2).verdict()).isEqualTo("yes");
    assertThat(goal(Goal.Bound.AT_MOST, 1.3).verdict()).isEqualTo("no");
    assertThat(goal(Goal.Bound.AT_LEAST, 1.2).verdict()).isEqualTo("yes");
    assertThat(goal(Goal.Bound.AT_LEAST, 1.1).verdict()).isEqualTo("no");
  }

  private static Goal goal(Goal.Bound bound, double here) {
    return new Goal(1, "what", bound, 1.2, Optional.of(new Figure(here, "")));
  }

  @Test
  void whatOtherRunsMeasuredComesFromTheirFiles(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve(FigureFiles.WHOLE), "on=1,000,000 rows\nover.copy=1.21\nkept.base=0.9\n");
    Files.writeString(folder.resolve(FigureFiles.UNSORTED), "on=10 rows\nheap.mebibytes=64\n");

    List<Goal> goals = Goals.of(run(), OtherRuns.read(folder));

    assertThat(goals)
        .filteredOn(goal -> goal.number() == 5)
        .extracting(Goal::verdict)
        .containsExactly("yes", "not measured", "not measured");
    assertThat(goals)
        .filteredOn(goal -> goal.number() == 6)
        .extracting(Goal::verdict)
        .containsExactly("no", "not measured");
    assertThat(goals)
        .filteredOn(goal -> goal.what().startsWith("MiB of heap"))
        .extracting(Goal::here)
        .containsExactly(Optional.of(new Figure(64, "10 rows")));
  }

  @Test
  void aFileThatIsNotThereMeasuresNothing(@TempDir Path folder) throws Exception {
    assertThat(OtherRuns.read(folder.resolve("none"))).isEqualTo(NO_OTHERS);
  }

  @Test
  void aFigureThatIsNoNumberIsRefused() {
    Properties figures = new Properties();
    figures.setProperty("over.copy", "fast");

    assertThatThrownBy(() -> OtherRuns.of(figures, new Properties()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a number: over.copy=fast");
  }

  @Test
  void theTableSaysWhatWasMetAndWhatWasNotMeasured() {
    List<Goal> goals =
        List.of(
            goal(Goal.Bound.AT_MOST, 1.1),
            new Goal(2, "more", Goal.Bound.AT_LEAST, 2_000, Optional.empty()));

    assertThat(Report.goals(goals).toString())
        .isEqualTo(
            """
            | # | goal | met          |    limit | here | on |
            | - | ---- | ------------ | -------: | ---: | -: |
            | 1 | what | yes          |  <= 1.20 | 1.10 |    |
            | 2 | more | not measured | >= 2,000 |      |    |
            """);
  }

  private static Measurements run(Measured... all) {
    return new Measurements(new ArrayList<>(List.of(all)));
  }

  private static Measured measured(
      Contender contender, int rows, double changed, double nanosPerRow) {
    return new Measured(
        contender.benchmark(),
        Map.of("rows", String.valueOf(rows), "changed", String.valueOf(changed)),
        nanosPerRow * rows,
        Double.NaN,
        Map.of());
  }

  private static Optional<Figure> figure(Measurements run, String what) {
    return goal(run, what).here();
  }

  private static Goal goal(Measurements run, String what) {
    return Goals.of(run, NO_OTHERS).stream()
        .filter(goal -> goal.what().equals(what))
        .findFirst()
        .orElseThrow();
  }
}
