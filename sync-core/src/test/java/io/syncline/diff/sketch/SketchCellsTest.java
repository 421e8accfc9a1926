package io.syncline.diff.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchCellsTest {

  private static final SketchLimits LIMITS = new SketchLimits(1_000);

  @Property(tries = 200)
  void readsWhatWasWritten(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 64) int itemLength,
      @ForAll @IntRange(max = 300) int items,
      @ForAll @IntRange(min = 1, max = 100) int skipped,
      @ForAll @IntRange(min = 1, max = 100) int size) {
    SketchEncoder encoder = TwoSets.drawn(seed, itemLength, items, 0, 0).encoder();
    encoder.next(skipped);
    SketchCells cells = encoder.next(size);

    SketchCells read = SketchCells.read(cells.toBytes(), LIMITS);

    assertThat(read.session()).isEqualTo(cells.session());
    assertThat(read.items()).isEqualTo(items);
    assertThat(read.first()).isEqualTo(skipped);
    assertThat(read.size()).isEqualTo(size);
    assertThat(read.cells().data()).isEqualTo(cells.cells().data());
  }

  @Test
  void takesLittleMoreThanItemChecksumAndOneByteACell() {
    SketchEncoder encoder = TwoSets.drawn(1, 16, 10_000, 0, 0).encoder();
    encoder.next(100);

    int bytes = encoder.next(1_000).toBytes().length;

    assertThat(bytes / 1_000.0).isBetween(25.0, 25.1);
  }

  @Test
  void everyFlippedBitIsSeen() {
    byte[] bytes = TwoSets.drawn(2, 16, 50, 0, 0).encoder().next(8).toBytes();

    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);

      assertThatThrownBy(() -> SketchCells.read(flipped, LIMITS))
          .as("bit %d", bit)
          .isInstanceOf(SketchException.class);
    }
  }

  @Test
  void everyMissingOrSurplusByteIsSeen() {
    byte[] bytes = TwoSets.drawn(3, 16, 50, 0, 0).encoder().next(8).toBytes();

    for (int length = 0; length <= bytes.length + 8; length++) {
      if (length != bytes.length) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> SketchCells.read(cut, LIMITS))
            .as("length %d", length)
            .isInstanceOf(SketchException.class);
      }
    }
  }

  @Test
  void saysWhatIsWrong() {
    byte[] bytes = TwoSets.drawn(3, 16, 50, 0, 0).encoder().next(8).toBytes();

    assertRefused(new byte[3], "must be >= 21 bytes: length=3");
    assertRefused(with(bytes, 0, 9), "must be 1: format=9");
    assertRefused(with(bytes, 1, 65), "must be 1 to 64: itemLength=65");
    assertRefused(with(bytes, 1, 0), "must be 1 to 64: itemLength=0");
    assertRefused(with(bytes, 30, bytes[30] ^ 1), "must be sealed by its sender: length=221");
  }

  /**
   * Whoever knows the seed can seal what he likes, so what is sealed is not believed either. The
   * columns: the bytes of the numbers, how many zeros follow for a cell, the bytes behind them.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ffffffff7f | 0  |      | must be <= 134217728: items=34359738367
          ffffffffff | 0  | ff   | must be a whole number: end=15
          328080     | 0  |      | must be a whole number: end=13
          320064     | 0  |      | must be <= 0: cells=100
          320000     | 0  |      | must be >= 1: cells=0
          320001     | 24 | 63   | must be 50, as the first cell holds all: count=0
          320001     | 24 | 65   | must be 0 to 50: count=-1
          320901     | 24 | 8001 | must be 0 to 50: count=73
          320002     | 24 | 80000000000000000000000000000000000000000000000000 | must hold every cell: missing=1
          320001     | 24 | 0000 | must end behind the last cell: surplus=1
          """)
  void sealedNonsenseIsRefused(String numbers, int zeros, String rest, String message) {
    HexFormat hex = HexFormat.of();
    String body = numbers + "00".repeat(zeros) + (rest == null ? "" : rest);
    byte[] bytes = hex.parseHex("0110" + "0102030405060708" + body + "00".repeat(8));
    seal(bytes);

    assertRefused(bytes, message);
  }

  @Test
  void moreCellsThanTheLimitAreRefused() {
    byte[] bytes = TwoSets.drawn(4, 16, 50, 0, 0).encoder().next(1_001).toBytes();

    assertRefused(bytes, "must be <= 1000: cells=1001");
  }

  @Test
  void randomBytesNeverPass() {
    Random random = new Random(5);

    for (int run = 0; run < 20_000; run++) {
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      if (bytes.length > 20) {
        bytes[0] = CellWriter.FORMAT;
        bytes[1] = (byte) (1 + random.nextInt(64));
        seal(bytes);
      }
      try {
        SketchCells read = SketchCells.read(bytes, LIMITS);
        assertThat(read.size()).as("run %d", run).isLessThanOrEqualTo(bytes.length / 10);
      } catch (SketchException expected) {
        assertThat(expected).as("run %d", run).hasMessageStartingWith("must ");
      }
    }
  }

  private static void seal(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    SketchSession session = new SketchSession(bytes[1], buffer.getLong(2));
    int sealed = bytes.length - 8;
    buffer.putLong(sealed, session.hash().of(bytes, sealed));
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static void assertRefused(byte[] bytes, String message) {
    assertThatThrownBy(() -> SketchCells.read(bytes, LIMITS))
        .isInstanceOf(SketchException.class)
        .hasMessage(message);
  }
}
