package io.syncline.diff.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CellSequenceTest {

  @Test
  void holdsEachIndexWithItsProbability() {
    int walks = 200_000;
    int cells = 64;
    int[] hits = new int[cells];

    for (int walk = 0; walk < walks; walk++) {
      long state = CellSequence.mix(walk);
      for (int cell = 0; cell < cells; ) {
        hits[cell]++;
        state += CellSequence.STEP;
        cell = CellSequence.after(cell, CellSequence.mix(state));
      }
    }

    for (int cell = 0; cell < cells; cell++) {
      double probability = 2.0 / (cell + 2);
      double deviation = Math.sqrt(probability * (1 - probability) / walks);
      assertThat((double) hits[cell] / walks)
          .as("cell %d", cell)
          .isCloseTo(probability, within(5 * deviation));
    }
  }

  @Test
  void alwaysRises() {
    for (int index : new int[] {0, 1, 5, 1_000, SketchLimits.MOST_CELLS}) {
      assertThat(CellSequence.after(index, -1)).isEqualTo(index + 1);
      assertThat(CellSequence.after(index, 0)).isGreaterThan(index + 1);
    }
  }

  @Test
  void endsAtTheGreatestNumber() {
    assertThat(CellSequence.after(SketchLimits.MOST_CELLS, 0)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void expectsTheShareOfTheItemsToTheNearest() {
    assertThat(CellSequence.expected(1_000, 0)).isEqualTo(1_000);
    assertThat(CellSequence.expected(1_000, 1)).isEqualTo(667);
    assertThat(CellSequence.expected(1_000, 998)).isEqualTo(2);
    assertThat(CellSequence.expected(0, 7)).isZero();
    assertThat(CellSequence.expected(ItemSet.MOST_ITEMS, 0)).isEqualTo(ItemSet.MOST_ITEMS);
  }
}
