package io.syncline.diff.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.RowSource.Order;
import io.syncline.diff.Side;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table of situations and ways of the design, row by row; a million rows of 97 bytes a side.
 */
class WayPlannerTest {

  private static final SideEstimate SIDE = SideEstimate.sorted(1_000_000, 97);
  private static final Link GIGABIT = new Link(1_000_000_000);
  private static final Link FIFTH_OF_A_GIGABIT = new Link(200_000_000);

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.1, 0.5, 1})
  void aFastLinkIsReadWholeWhateverDiffers(double share) {
    assertThat(way(apart(GIGABIT).withShare(share))).isEqualTo(Way.FULL_MERGE);
    assertThat(way(apart(Link.near()).withShare(share))).isEqualTo(Way.FULL_MERGE);
  }

  @Test
  void aFastLinkOfWhichNothingIsKnownIsReadWhole() {
    assertThat(way(apart(Link.near()))).isEqualTo(Way.FULL_MERGE);
    assertThat(way(apart(GIGABIT))).isEqualTo(Way.FULL_MERGE);
  }

  @ParameterizedTest
  @CsvSource({"200, 0.001", "200, 0.01", "200, 0.1", "500, 0.001", "500, 0.01"})
  void aMiddlingLinkComparesRowDigests(long megabits, double share) {
    assertThat(way(apart(new Link(megabits * 1_000_000)).withShare(share)))
        .isEqualTo(Way.ROW_DIGESTS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0001, 0.001})
  void whereHardlyAnythingDiffersRowDigestsAreComparedOverFastLinksToo(double share) {
    assertThat(way(apart(GIGABIT).withShare(share))).isEqualTo(Way.ROW_DIGESTS);
    assertThat(way(apart(Link.near()).withShare(share))).isEqualTo(Way.ROW_DIGESTS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0001, 0.001})
  void aThinLinkComparesDigestsOfRanges(double share) {
    assertThat(way(apart(Link.thin()).withShare(share))).isEqualTo(Way.RANGE_DIGESTS);
    assertThat(way(apart(Link.thin()))).as("share unknown").isEqualTo(Way.RANGE_DIGESTS);
  }

  @Test
  void aDatabaseThatMustNotBeReadOutIsAskedForDigestsOfRanges() {
    Situation spared = apart(Link.near()).with(Situation.Aim.BYTES).withShare(0.0001);

    assertThat(way(spared)).isEqualTo(Way.RANGE_DIGESTS);
  }

  @Test
  void aThinLinkOverWhichMuchDiffersComparesRowDigests() {
    assertThat(way(apart(Link.thin()).withShare(0.1))).isEqualTo(Way.ROW_DIGESTS);
    assertThat(way(apart(Link.thin()).withShare(1))).isEqualTo(Way.FULL_MERGE);
  }

  @Test
  void aKeptBaseSparesReadingItsSide() {
    Situation near = apart(GIGABIT).withBase(Side.LEFT);

    assertThat(way(near.withShare(0.001))).isEqualTo(Way.KEPT_BASE);
    assertThat(way(near.withShare(0.01).with(Situation.Place.ONE))).isEqualTo(Way.KEPT_BASE);
    assertThat(way(near.withShare(0.001).with(Hashing.NONE))).isEqualTo(Way.KEPT_BASE);
    assertThat(way(near.withShare(0.9))).isEqualTo(Way.FULL_MERGE);
  }

  @Test
  void oneScanAgainstABaseIsAtMostAsMuchOfTwoScansAsWasMeasured() {
    CostModel model = new CostModel(apart(GIGABIT).withShare(0.0).with(Situation.Place.ONE));

    assertThat(model.keptBase(Side.LEFT).seconds()).isLessThan(0.85 * 3.4);
  }

  @Test
  void sidesWithoutDigestsInCommonAreReadWhole() {
    WayChoice choice = WayPlanner.plan(apart(Link.thin()).with(Hashing.NONE).withShare(0.00001));

    assertThat(choice.way()).isEqualTo(Way.FULL_MERGE);
    assertThat(choice.costs()).hasSize(1);
    assertThat(choice.explain()).contains("no other way is open", "no digest function in common");
  }

  @Test
  void unsortedSidesAreJoinedUnlessDigestsAreInCommon() {
    SideEstimate heap = new SideEstimate(1_000_000, 97, Order.UNSORTED, OptionalDouble.empty());
    Situation unsorted = Situation.of(heap, SIDE, Link.near());

    assertThat(way(unsorted)).isEqualTo(Way.UNSORTED);
    assertThat(way(unsorted.withBase(Side.RIGHT)))
        .as("must be read sorted")
        .isEqualTo(Way.UNSORTED);
    assertThat(way(unsorted.with(Hashing.OWN).withShare(0.01))).isEqualTo(Way.ROW_DIGESTS);
  }

  @Test
  void bothSidesOnOneServerAreToldOfTheJoinInsideIt() {
    WayChoice choice = WayPlanner.plan(apart(Link.near()).with(Situation.Place.ONE));

    assertThat(choice.way()).isEqualTo(Way.FULL_MERGE);
    assertThat(choice.explain()).contains("a join inside it would move no rows");
  }

  @Test
  void aHashOverTextCostsTooMuchForAllButThinLinks() {
    assertThat(way(apart(Link.shared()).with(Hashing.TEXT).withShare(0.001)))
        .isEqualTo(Way.FULL_MERGE);
    assertThat(way(apart(Link.thin()).with(Hashing.TEXT).withShare(0.001)))
        .isEqualTo(Way.ROW_DIGESTS);
    assertThat(way(apart(new Link(5_000_000)).with(Hashing.TEXT).withShare(0.001)))
        .isEqualTo(Way.RANGE_DIGESTS);
  }

  @Test
  void tablesThatLieInOrderAreReadAsTheyLie() {
    SideEstimate orderly = SIDE.withCorrelation(0.98);

    assertThat(way(Situation.of(orderly, orderly, Link.near()))).isEqualTo(Way.SCAN_ORDER);
    assertThat(way(Situation.of(orderly, SIDE, Link.near())))
        .as("the other is read in key order")
        .isEqualTo(Way.SCAN_ORDER);
    assertThat(way(Situation.of(orderly, SIDE.withCorrelation(0.3), Link.near())))
        .isEqualTo(Way.SCAN_ORDER);
    assertThat(WayPlanner.plan(Situation.of(orderly, orderly, Link.near())).explain())
        .startsWith("by reading both sides as they lie")
        .contains("records lie nearly in the order of their keys");
  }

  @Test
  void tablesThatLieInNoOrderOrAreSmallAreReadInOrder() {
    SideEstimate scattered = SIDE.withCorrelation(0.3);
    SideEstimate small = SideEstimate.sorted(10_000, 97).withCorrelation(1);

    assertThat(way(Situation.of(scattered, scattered, Link.near()))).isEqualTo(Way.FULL_MERGE);
    assertThat(way(Situation.of(small, small, Link.near()))).isEqualTo(Way.FULL_MERGE);
  }

  @Test
  void aTableThatLiesInOrderIsNotWorthThatWhereTheOtherComesInAnyOrder() {
    SideEstimate heap = new SideEstimate(1_000_000, 97, Order.UNSORTED, OptionalDouble.empty());
    SideEstimate orderly = SIDE.withCorrelation(0.98);

    assertThat(way(Situation.of(heap, orderly, Link.near()))).isEqualTo(Way.UNSORTED);
  }

  @Test
  void smallTablesAreReadWhole() {
    SideEstimate small = SideEstimate.sorted(1_000, 97);
    Situation situation =
        Situation.of(small, small, FIFTH_OF_A_GIGABIT).with(Hashing.OWN).withShare(0.01);

    assertThat(way(situation)).isEqualTo(Way.FULL_MERGE);
  }

  @Test
  void theExplanationSaysWhatHashingCostsAndWhatEachWayWould() {
    String text = WayPlanner.plan(apart(Link.shared()).withShare(0.01)).explain();

    assertThat(text)
        .startsWith("by comparing keys and row digests, then reading what differs")
        .contains("over 500 Mbit/s are expected")
        .contains("1.00 % of the records differed last time")
        .contains("on PostgreSQL hashing a row costs the server more than sending it")
        .contains("FULL_MERGE: 194 MB")
        .contains("ROW_DIGESTS: 33.9 MB")
        .contains("RANGE_DIGESTS: ");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> apart(GIGABIT).withShare(1.5)).hasMessage("must be 0 to 1: share=1.5");
    assertThatThrownBy(() -> apart(GIGABIT).withBase(Side.BASE))
        .hasMessage("must be left or right: base=base");
    assertThatThrownBy(() -> new Link(0)).hasMessage("must be >= 1: bitsPerSecond=0");
    assertThatThrownBy(() -> SideEstimate.sorted(-1, 1)).hasMessage("must be >= 0: rows=-1");
    assertThatThrownBy(() -> SideEstimate.sorted(1, 0)).hasMessage("must be >= 1: rowBytes=0");
  }

  private static Situation apart(Link link) {
    return Situation.of(SIDE, SIDE, link).with(Hashing.OWN);
  }

  private static Way way(Situation situation) {
    return WayPlanner.plan(situation).way();
  }
}
