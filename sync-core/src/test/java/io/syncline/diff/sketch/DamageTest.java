package io.syncline.diff.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that were damaged where no seal tells: they may hide a difference, never invent one. */
class DamageTest {

  private static final SketchLimits LIMITS = new SketchLimits(200);

  private static final SketchSession SESSION = new SketchSession(16, 5);

  private enum End {
    RIGHT,
    REFUSED,
    LIMIT
  }

  /** Every bit of the first cells, item, checksum and count alike, each on its own. */
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "20, 0, 0", "20, 1, 0", "20, 0, 1", "20, 1, 1", "20, 5, 4", "0, 6, 0"})
  void noFlippedBitYieldsAWrongDifference(int shared, int onlyLeft, int onlyRight) {
    TwoSets sets = TwoSets.drawn(1, 12, shared, onlyLeft, onlyRight);
    int needed = sets.run(1).cells();
    Map<End, Integer> ends = new EnumMap<>(End.class);

    for (int cell = 0; cell < needed; cell++) {
      for (int bit = 0; bit < 64 * 4; bit++) {
        SketchCells cells = sets.encoder().next(LIMITS.cells());
        cells.cells().data()[cells.cells().at(cell) + bit / 64] ^= 1L << bit % 64;

        ends.merge(end(sets, cells), 1, Integer::sum);
      }
    }

    assertThat(ends).as("no cell that was needed is damaged unseen").doesNotContainKey(End.RIGHT);
  }

  @Test
  void noNumberOfFlippedBitsYieldsAWrongDifference() {
    TwoSets sets = TwoSets.drawn(2, 16, 100, 20, 25);
    Map<End, Integer> ends = new EnumMap<>(End.class);

    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      SketchCells cells = sets.encoder().next(LIMITS.cells());
      long[] data = cells.cells().data();
      for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
        data[random.nextInt(data.length)] ^= 1L << random.nextInt(64);
      }

      ends.merge(end(sets, cells), 1, Integer::sum);
    }

    assertThat(ends).containsKeys(End.RIGHT, End.REFUSED, End.LIMIT);
  }

  /** Counts that are off by little are the likeliest to be taken for others. */
  @Test
  void noWrongCountYieldsAWrongDifference() {
    TwoSets sets = TwoSets.drawn(3, 16, 10, 3, 3);

    for (int cell = 0; cell < sets.run(1).cells(); cell++) {
      for (int error = -8; error <= 8; error++) {
        if (error != 0) {
          SketchCells cells = sets.encoder().next(LIMITS.cells());
          CellArray array = cells.cells();
          array.set(cell, array.checksum(cell), array.count(cell) + error);

          assertThat(end(sets, cells)).as("cell %d, %d", cell, error).isNotEqualTo(End.RIGHT);
        }
      }
    }
  }

  @Test
  void exchangedCellsYieldNoWrongDifference() {
    TwoSets sets = TwoSets.drawn(4, 16, 10, 8, 8);
    int needed = sets.run(1).cells();

    for (int one = 0; one < needed; one++) {
      for (int other = one + 1; other < needed; other++) {
        SketchCells cells = sets.encoder().next(LIMITS.cells());
        CellArray array = cells.cells();
        array.copy(cells.cells(), one, LIMITS.cells() - 1, 1);
        array.copy(cells.cells(), other, one, 1);
        array.copy(cells.cells(), LIMITS.cells() - 1, other, 1);

        end(sets, cells);
      }
    }
  }

  /** A sender whose checksums are keyed otherwise: nothing that it sends fits. */
  @Test
  void cellsUnderAnotherKeyEndAtTheLimit() {
    TwoSets sets = TwoSets.drawn(5, 16, 10, 3, 3);
    SketchEncoder stranger = new SketchEncoder(new SketchSession(16, 1));
    sets.left().forEach(stranger::add);
    SketchCells cells = stranger.next(LIMITS.cells());

    assertThat(end(sets, new SketchCells(sets.session(), cells.items(), 0, cells.cells())))
        .isEqualTo(End.LIMIT);
  }

  /** A sender that knows the seed and puts one item into cell after cell, against its sequence. */
  @Test
  void anItemInEveryCellIsRefused() {
    Set<String> messages = new TreeSet<>();
    for (int seed = 0; seed < 20; seed++) {
      SketchSession session = new SketchSession(16, seed);
      ItemSet items = new ItemSet(session);
      items.add(1, 2);
      CellArray cells = new CellArray(session.words(), 50);
      for (int cell = 0; cell < cells.size(); cell++) {
        items.putLast(cells, cell, 1);
      }
      cells.set(0, 99, 2);

      messages.add(refusal(new SketchDecoder(session, LIMITS), cells));
    }

    assertThat(messages)
        .contains(
            "must hold no item found before: cell=2",
            "must be empty when its items are taken out: cell=1");
  }

  @Test
  void anItemOfTheOtherSideIsNotBelievedToBeOwn() {
    SketchEncoder encoder = new SketchEncoder(SESSION);
    encoder.add(1, 2);
    CellArray cells = encoder.next(10).cells();
    cells.set(0, cells.checksum(0), -1);

    assertThat(refusal(new SketchDecoder(SESSION, LIMITS), cells))
        .isEqualTo("must be among the decoder's own items: cell=0");
  }

  @Test
  void anOwnItemIsNotBelievedToBeOfTheOtherSide() {
    SketchDecoder decoder = new SketchDecoder(SESSION, LIMITS);
    decoder.add(1, 2);
    CellArray cells = new CellArray(SESSION.words(), 10);
    cells.set(0, 0, 2);

    assertThat(refusal(decoder, cells))
        .isEqualTo("must not be among the decoder's own items: cell=0");
  }

  @Test
  void aCountWithoutItemsIsRefused() {
    CellArray cells = new CellArray(SESSION.words(), 10);
    cells.set(0, 0, 1);

    assertThat(refusal(new SketchDecoder(SESSION, LIMITS), cells))
        .isEqualTo("must be empty when its items are taken out: cell=0");
  }

  @Test
  void aDecoderThatWasContradictedStaysSpent() {
    SketchDecoder decoder = new SketchDecoder(SESSION, LIMITS);
    decoder.add(1, 2);
    SketchEncoder encoder = new SketchEncoder(SESSION);
    SketchCells cells = encoder.next(10);
    cells.cells().set(0, 0, 2);

    assertThatThrownBy(() -> decoder.take(cells))
        .isInstanceOf(SketchException.class)
        .hasMessage("must not be among the decoder's own items: cell=0");
    assertThatThrownBy(() -> decoder.take(encoder.next(10)))
        .isInstanceOf(SketchException.class)
        .hasMessage("must start again, cells contradicted each other: cells=10");
    assertThat(decoder.decoded()).isFalse();
    assertThatThrownBy(decoder::difference).isInstanceOf(IllegalStateException.class);
  }

  private static String refusal(SketchDecoder decoder, CellArray cells) {
    SketchCells batch = new SketchCells(decoder.session(), 1, 0, cells);
    return catchThrowableOfType(SketchException.class, () -> decoder.take(batch)).getMessage();
  }

  private static End end(TwoSets sets, SketchCells cells) {
    SketchDecoder decoder = sets.decoder(LIMITS);
    SketchProgress progress;
    try {
      progress = decoder.take(cells);
    } catch (SketchException e) {
      return End.REFUSED;
    }
    if (progress == SketchProgress.DECODED) {
      assertThat(decoder.difference()).isEqualTo(sets.difference());
      return End.RIGHT;
    }
    return End.LIMIT;
  }
}
