package io.syncline.diff.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchEncoderTest {

  private static final SketchSession SESSION = new SketchSession(16, 7);

  @Test
  void tellsTheSameWhateverTheOrderOfTheItems() {
    TwoSets sets = TwoSets.drawn(1, 16, 1_000, 0, 0);
    List<SketchItem> shuffled = new ArrayList<>(sets.left());
    Collections.shuffle(shuffled, new Random(2));
    SketchEncoder other = new SketchEncoder(sets.session());
    shuffled.forEach(other::add);

    assertThat(other.next(500).toBytes()).isEqualTo(sets.encoder().next(500).toBytes());
  }

  @Test
  void tellsTheSameWhateverTheBatches() {
    TwoSets sets = TwoSets.drawn(1, 20, 1_000, 0, 0);
    SketchCells whole = sets.encoder().next(1_000);
    SketchEncoder encoder = sets.encoder();
    Random random = new Random(3);

    for (int first = 0; first < 1_000; ) {
      SketchCells part = encoder.next(Math.min(1 + random.nextInt(90), 1_000 - first));
      assertThat(part.first()).isEqualTo(first);
      for (int cell = 0; cell < part.size(); cell++) {
        assertThat(cell(part, cell))
            .as("cell %d", first + cell)
            .isEqualTo(cell(whole, first + cell));
      }
      first += part.size();
    }
  }

  private static List<Long> cell(SketchCells batch, int cell) {
    CellArray cells = batch.cells();
    List<Long> all = new ArrayList<>();
    for (int i = cells.at(cell); i < cells.at(cell + 1); i++) {
      all.add(cells.data()[i]);
    }
    return all;
  }

  /**
   * What one version tells another must be able to read, so a change here needs a new format. The
   * bytes are those of a second encoder, written in another language from what the Javadoc says.
   */
  @Test
  void tellsAlwaysTheSameBytes() {
    SketchEncoder encoder = new SketchEncoder(new SketchSession(5, 0x0102030405060708L));
    for (int i = 0; i < 9; i++) {
      encoder.add(new byte[] {1, 2, 3, 4, (byte) i});
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();

    all.writeBytes(encoder.next(2).toBytes());
    all.writeBytes(encoder.next(3).toBytes());

    assertThat(HexFormat.of().formatHex(all.toByteArray()))
        .isEqualTo(
            "0105010203040506070809000201020304081e2b76fc0f40664800010203040c620e4a"
                + "418d49ad7c0169df633b4f2ac46e010501020304050607080902030102030409ef6e06"
                + "f6a0f5fb0b000102030400d909c3d5bf7633ad01000000000866563a808547bfd8023c"
                + "706e35134bb326");
  }

  @Test
  void refusesAnItemOfAnotherLength() {
    SketchEncoder encoder = new SketchEncoder(SESSION);

    assertThatThrownBy(() -> encoder.add(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be of 16 bytes: item.length=15");
    assertThatThrownBy(() -> new SketchEncoder(new SketchSession(12, 7)).add(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be of 12 bytes: item.length=16");
    assertThat(encoder.items()).isZero();
  }

  @Test
  void refusesAnItemTwiceHoweverManyThereAre() {
    TwoSets sets = TwoSets.drawn(4, 16, 3_000, 0, 0);
    SketchEncoder encoder = sets.encoder();

    for (SketchItem item : sets.left()) {
      assertThatThrownBy(() -> encoder.add(item))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must not be in the set already: item=" + item);
    }
    assertThat(encoder.items()).isEqualTo(3_000);
    assertThat(encoder.next(100).toBytes()).isEqualTo(sets.encoder().next(100).toBytes());
  }

  @Test
  void takesNoItemBehindTheFirstCell() {
    SketchEncoder encoder = new SketchEncoder(SESSION);
    encoder.next(3);

    assertThatThrownBy(() -> encoder.add(new byte[16]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("must be added before the first cell is made: cells=3");
    assertThatThrownBy(() -> encoder.add(1, 2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesBatchesThatAreNone() {
    SketchEncoder encoder = new SketchEncoder(SESSION);

    assertThatThrownBy(() -> encoder.next(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be 1 to 16777216: cells=0");
    assertThatThrownBy(() -> encoder.next(SketchEncoder.MOST_BATCH_CELLS + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
