package io.syncline.diff.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeWidthTest {

  @Test
  void theRarerDifferencesAreTheWiderRangesAre() {
    assertThat(width(1_000_000, 0.01)).isEqualTo(RangeWidth.LEAST_ROWS);
    assertThat(width(1_000_000, 0.0001)).isEqualTo(39);
    assertThat(width(1_000_000, 0.000001)).isEqualTo(399);
    assertThat(width(1_000_000, 0)).isEqualTo(RangeWidth.MOST_ROWS);
  }

  @Test
  void largeTablesAreCutIntoNoMoreRangesThanMemoryIsMeantToHold() {
    assertThat(width(1_000_000_000, 0.01)).isEqualTo(7_630);
  }

  /** The formula's claim: no other width takes fewer bytes. */
  @ParameterizedTest
  @ValueSource(doubles = {0.00001, 0.0001, 0.001})
  void noOtherWidthTakesMuchFewerBytes(double share) {
    CostModel model = new CostModel(situation(1_000_000, share));
    double chosen = model.rangeDigests().bytes();

    for (int width = RangeWidth.LEAST_ROWS; width < RangeWidth.MOST_ROWS; width++) {
      double bytes = model.rangeDigests(width, RangeWidth.unequal(share, width), 1).bytes();
      assertThat(chosen).as("width=%d", width).isLessThan(1.02 * bytes);
    }
  }

  @Test
  void theShareOfRowsIsSeenFromTheShareOfRanges() {
    assertThat(RangeWidth.unequal(0.01, 64)).isEqualTo(0.4744, within(0.0001));
    assertThat(RangeWidth.share(RangeWidth.unequal(0.01, 64), 64)).isEqualTo(0.01, within(1e-9));
    assertThat(RangeWidth.share(1, 64)).isEqualTo(1);
    assertThat(RangeWidth.unequal(1, 64)).isEqualTo(1);
    assertThat(RangeWidth.share(0, 64)).isZero();
  }

  @Test
  void rangesAreCutFinerOnlyWhereTheLinkIsSlowerThanAskingAgain() {
    Situation thin = Situation.of(side(1_000_000), side(1_000_000), Link.thin());
    Situation near = Situation.of(side(1_000_000), side(1_000_000), Link.near());

    assertThat(RangeWidth.finer(4_096, 1.0 / 4_096, thin)).hasValue(25);
    assertThat(RangeWidth.finer(4_096, 1.0 / 4_096, near)).isEmpty();
    assertThat(RangeWidth.finer(4_096, 0.9, thin)).as("all of it differs").isEmpty();
    assertThat(RangeWidth.finer(24, 1.0 / 24, thin)).as("narrow already").isEmpty();
  }

  private static int width(long rows, double share) {
    return RangeWidth.of(situation(rows, share)).rows();
  }

  private static Situation situation(long rows, double share) {
    return Situation.of(side(rows), side(rows), Link.thin()).withShare(share);
  }

  private static SideEstimate side(long rows) {
    return SideEstimate.sorted(rows, 97);
  }
}
