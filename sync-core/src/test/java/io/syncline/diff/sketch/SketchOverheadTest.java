package io.syncline.diff.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many cells and bytes a difference takes. */
class SketchOverheadTest {

  /** The paper: 1.35 for large differences. At 1,000 we measured 1.375, deviating by 0.031. */
  @Test
  void aThousandDifferencesTakeSome1400Cells() {
    assertThat(meanCells(1_000, 100) / 1_000).isBetween(1.35, 1.45);
  }

  @Test
  void manyDifferencesTakeTheCellsOfThePaper() {
    assertThat(meanCells(20_000, 4) / 20_000).isBetween(1.33, 1.38);
  }

  /**
   * The paper saw its greatest mean, 1.72, at four differences. The mean of many runs is 1.77; it
   * deviates by 0.8 from run to run, so 1.8 is three times what the mean of 8,000 does.
   */
  @ParameterizedTest
  @CsvSource({"1", "3", "4", "5", "8", "20", "100"})
  void fewDifferencesTakeAtMost1Point8CellsEach(int differences) {
    assertThat(meanCells(differences, 8_000) / differences).isBetween(1.0, 1.8);
  }

  /**
   * Two differences show in the first cell behind 0 that holds exactly one of them, which cell n
   * does with probability 2p(1-p), p being 2/(n+2): 3.21 cells on the average, deviating by 1.9.
   */
  @Test
  void twoDifferencesTakeTheCellsOfTheTheory() {
    double expected = 1;
    double undecided = 1;
    for (int cell = 1; cell < 1_000_000; cell++) {
      expected += undecided;
      double probability = 2.0 / (cell + 2);
      undecided *= 1 - 2 * probability * (1 - probability);
    }

    assertThat(meanCells(2, 20_000)).isCloseTo(expected, within(0.06));
  }

  /** Design goal 7, and what it is made of: 25 bytes a cell, 1.36 cells an item, 2 items a row. */
  @Test
  void aChangedRowOfAHundredThousandTakesAtMostEightyBytes() {
    SplittableRandom random = new SplittableRandom(11);
    SketchSession session = new SketchSession(16, random.nextLong());
    SketchEncoder encoder = new SketchEncoder(session);
    SketchDecoder decoder = new SketchDecoder(session, SketchLimits.defaults());
    for (int row = 0; row < 100_000; row++) {
      long key = random.nextLong();
      long digest = random.nextLong();
      encoder.add(key, digest);
      decoder.add(key, row % 100 == 0 ? ~digest : digest);
    }

    long bytes = 0;
    SketchProgress progress = SketchProgress.WANTING;
    for (int sent = 0; progress == SketchProgress.WANTING; ) {
      byte[] batch = encoder.next(Math.max(64, sent / 8)).toBytes();
      SketchCells cells = SketchCells.read(batch, SketchLimits.defaults());
      progress = decoder.take(cells);
      bytes += batch.length;
      sent += cells.size();
    }

    assertThat(decoder.difference().byKey(8)).hasSize(1_000).allMatch(SketchChange::isUpdate);
    assertThat(decoder.cells() / 2_000.0).as("cells an item").isLessThan(1.5);
    assertThat(bytes / 1_000.0).as("bytes a row").isLessThan(80);
  }

  private static double meanCells(int differences, int runs) {
    long cells = 0;
    for (int run = 0; run < runs; run++) {
      SplittableRandom random = new SplittableRandom(1_000_003L * differences + run);
      SketchSession session = new SketchSession(16, random.nextLong());
      SketchEncoder encoder = new SketchEncoder(session);
      SketchDecoder decoder = new SketchDecoder(session, SketchLimits.defaults());
      for (int i = 0; i < differences; i++) {
        if (random.nextBoolean()) {
          encoder.add(random.nextLong(), random.nextLong());
        } else {
          decoder.add(random.nextLong(), random.nextLong());
        }
      }
      while (decoder.take(encoder.next(Math.max(4, differences / 2))) == SketchProgress.WANTING) {
        // feed on
      }
      assertThat(decoder.difference().size()).as("run %d", run).isEqualTo(differences);
      cells += decoder.cells();
    }
    return (double) cells / runs;
  }
}
