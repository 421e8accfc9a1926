package io.syncline.diff.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SketchDecoderTest {

  private static final SketchSession SESSION = new SketchSession(16, 7);

  @Property(tries = 300)
  void findsTheDifferenceOfAnyTwoSets(
      @ForAll long seed,
      @ForAll @IntRange(min = 4, max = 64) int itemLength,
      @ForAll @IntRange(max = 500) int shared,
      @ForAll @IntRange(max = 60) int onlyLeft,
      @ForAll @IntRange(max = 60) int onlyRight,
      @ForAll @IntRange(min = 1, max = 100) int batch) {
    TwoSets sets = TwoSets.drawn(seed, itemLength, shared, onlyLeft, onlyRight);

    SketchDecoder decoder = sets.run(batch);

    assertThat(decoder.difference()).isEqualTo(sets.difference());
    assertThat(decoder.difference().size()).isEqualTo(onlyLeft + onlyRight);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 0, 1",
    "0, 1, 0",
    "1, 0, 0",
    "0, 1, 1",
    "0, 5000, 5000",
    "0, 3000, 0",
    "0, 0, 3000",
    "20000, 2000, 1"
  })
  void findsDifferencesOfAllKinds(int shared, int onlyLeft, int onlyRight) {
    TwoSets sets = TwoSets.drawn(1, 16, shared, onlyLeft, onlyRight);

    SketchDecoder decoder = sets.run(256);

    assertThat(decoder.difference()).isEqualTo(sets.difference());
  }

  /** All of the items that a byte or two can express: many of them sum to nothing. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void findsDifferencesOfTheShortestItems(int itemLength) {
    TwoSets sets = TwoSets.drawn(2, itemLength, 100, 70, 80);

    SketchDecoder decoder = sets.run(8);

    assertThat(decoder.difference()).isEqualTo(sets.difference());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000})
  void knowsEqualSetsAfterOneCell(int shared) {
    SketchDecoder decoder = TwoSets.drawn(3, 16, shared, 0, 0).run(1);

    assertThat(decoder.cells()).isEqualTo(1);
    assertThat(decoder.difference().isEmpty()).isTrue();
  }

  @Test
  void knowsOneDifferenceAfterOneCell() {
    SketchDecoder decoder = TwoSets.drawn(4, 16, 1_000, 0, 1).run(64);

    assertThat(decoder.cells()).isEqualTo(1);
    assertThat(decoder.difference().onlyRight()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 5_000})
  void decodesAtTheSameCellWhateverTheBatches(int batch) {
    TwoSets sets = TwoSets.drawn(5, 16, 2_000, 100, 150);

    SketchDecoder decoder = sets.run(batch);

    assertThat(decoder.cells()).isEqualTo(sets.run(1).cells());
    assertThat(decoder.difference()).isEqualTo(sets.difference());
  }

  @Test
  void findsItemsThatWereAddedAsNumbers() {
    SketchEncoder encoder = new SketchEncoder(SESSION);
    SketchDecoder decoder = new SketchDecoder(SESSION, SketchLimits.defaults());
    encoder.add(1, 10);
    encoder.add(2, 20);
    decoder.add(1, 10);
    decoder.add(SketchItem.of(2, 21));

    decoder.take(encoder.next(64));

    assertThat(decoder.difference())
        .isEqualTo(
            new SketchDifference(List.of(SketchItem.of(2, 20)), List.of(SketchItem.of(2, 21))));
  }

  @Test
  void saysThatTheLimitWasReached() {
    TwoSets sets = TwoSets.drawn(6, 16, 0, 1_000, 0);
    SketchDecoder decoder = sets.decoder(new SketchLimits(100));
    SketchEncoder encoder = sets.encoder();

    assertThat(decoder.take(encoder.next(60))).isEqualTo(SketchProgress.WANTING);
    assertThat(decoder.take(encoder.next(60))).isEqualTo(SketchProgress.LIMIT_REACHED);
    assertThat(decoder.take(encoder.next(5_000))).isEqualTo(SketchProgress.LIMIT_REACHED);
    assertThat(decoder.cells()).isEqualTo(100);
    assertThat(decoder.decoded()).isFalse();
    assertThatThrownBy(decoder::difference)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("must be decoded: progress=LIMIT_REACHED");
  }

  @Test
  void decodesWithTheLastCellThatTheLimitAllows() {
    TwoSets sets = TwoSets.drawn(6, 16, 0, 1_000, 0);
    int needed = sets.run(64).cells();

    SketchDecoder enough = sets.decoder(new SketchLimits(needed));
    SketchDecoder tooFew = sets.decoder(new SketchLimits(needed - 1));

    assertThat(enough.take(sets.encoder().next(5_000))).isEqualTo(SketchProgress.DECODED);
    assertThat(tooFew.take(sets.encoder().next(5_000))).isEqualTo(SketchProgress.LIMIT_REACHED);
  }

  @Test
  void staysDecodedWhateverFollows() {
    TwoSets sets = TwoSets.drawn(7, 16, 100, 3, 4);
    SketchDecoder decoder = sets.run(64);

    assertThat(decoder.take(TwoSets.drawn(8, 8, 5, 0, 0).encoder().next(1)))
        .isEqualTo(SketchProgress.DECODED);
    assertThat(decoder.difference()).isEqualTo(sets.difference());
  }

  @Test
  void takesBatchesInOrderOnlyAndLosesNothingByRefusing() {
    TwoSets sets = TwoSets.drawn(9, 16, 100, 30, 40);
    SketchEncoder encoder = sets.encoder();
    SketchDecoder decoder = sets.decoder();
    SketchCells first = encoder.next(10);
    SketchCells second = encoder.next(190);

    assertThatThrownBy(() -> decoder.take(second))
        .isInstanceOf(SketchException.class)
        .hasMessage("must begin at cell 0: first=10");
    decoder.take(first);
    assertThatThrownBy(() -> decoder.take(first))
        .isInstanceOf(SketchException.class)
        .hasMessage("must begin at cell 10: first=0");
    decoder.take(second);

    assertThat(decoder.difference()).isEqualTo(sets.difference());
  }

  @Test
  void refusesCellsOfAnotherSession() {
    SketchDecoder decoder = new SketchDecoder(SESSION, SketchLimits.defaults());

    assertThatThrownBy(() -> decoder.take(new SketchEncoder(new SketchSession(16, 8)).next(1)))
        .isInstanceOf(SketchException.class)
        .hasMessageStartingWith("must be of SketchSession[itemLength=16, seed=7]: session=");
    assertThatThrownBy(() -> decoder.take(new SketchEncoder(new SketchSession(8, 7)).next(1)))
        .isInstanceOf(SketchException.class)
        .hasMessageEndingWith("session=SketchSession[itemLength=8, seed=7]");
    assertThat(decoder.progress()).isEqualTo(SketchProgress.WANTING);
  }

  @Test
  void refusesCellsOfAnotherSetMidway() {
    TwoSets sets = TwoSets.drawn(9, 16, 100, 30, 40);
    SketchDecoder decoder = sets.decoder();
    SketchEncoder other = sets.encoder();
    other.add(1, 1);
    other.next(10);
    decoder.take(sets.encoder().next(10));

    assertThatThrownBy(() -> decoder.take(other.next(10)))
        .isInstanceOf(SketchException.class)
        .hasMessage("must be of one set throughout, first of 130: items=131");
  }

  @Test
  void refusesAnItemTwiceAndNamesIt() {
    SketchDecoder decoder = new SketchDecoder(SESSION, SketchLimits.defaults());
    decoder.add(1, 2);

    assertThatThrownBy(() -> decoder.add(SketchItem.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must not be in the set already: item=00000000000000010000000000000002");
    assertThat(decoder.items()).isEqualTo(1);
  }

  @Test
  void takesNoItemBehindTheFirstCell() {
    SketchDecoder decoder = new SketchDecoder(SESSION, SketchLimits.defaults());
    decoder.take(new SketchEncoder(SESSION).next(1));

    assertThatThrownBy(() -> decoder.add(1, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("must be added before the first cell is taken: cells=1");
  }
}
