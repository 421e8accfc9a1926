package io.syncline.diff.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.DiffException;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import io.syncline.spi.KeyRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NonApiType") // what is sorted says so
class KeptRangesTest {

  @Test
  void equalRecordsAreEqualHoweverTheyCameToBe() {
    TreeMap<Integer, Long> rows = rows(5_000, 1);
    KeptRanges built = Kept.of(Kept.NUMBERS, rows);
    KeptRanges grown = KeptRanges.empty(Kept.NUMBERS);
    List<Integer> shuffled = new ArrayList<>(rows.keySet());
    java.util.Collections.shuffle(shuffled, new Random(2));

    for (int key : shuffled) {
      grown.insert(Kept.key(Kept.NUMBERS, key), 0);
      grown.update(Kept.key(Kept.NUMBERS, key), 0, rows.get(key));
    }

    assertThat(grown.rows()).isEqualTo(5_000);
    assertThat(grown.ranges()).isEqualTo(built.ranges());
    assertThat(Kept.differences(built, grown)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatDiffersIsFoundAndNothingElse(long seed) {
    for (PackedSchema schema : List.of(Kept.NUMBERS, Kept.TEXTS)) {
      Random random = new Random(seed);
      TreeMap<Integer, Long> left = rows(random.nextInt(3_000), seed);
      TreeMap<Integer, Long> right = new TreeMap<>(left);
      KeptRanges mine = Kept.of(schema, left);
      KeptRanges other = Kept.of(schema, right);

      Kept.edit(schema, right, other, random.nextInt(200), random);

      assertThat(Kept.differences(mine, other))
          .as("seed=%d schema=%s", seed, schema)
          .isEqualTo(Kept.expected(schema, left, right));
      assertThat(Kept.differences(Kept.of(schema, right), other)).isEmpty();
    }
  }

  @Test
  void aSideWithoutRowsDiffersInEveryRowOfTheOther() {
    TreeMap<Integer, Long> rows = rows(300, 3);
    KeptRanges none = KeptRanges.empty(Kept.NUMBERS);
    KeptRanges some = Kept.of(Kept.NUMBERS, rows);

    assertThat(Kept.differences(none, some)).hasSize(300);
    assertThat(Kept.differences(some, none)).hasSize(300);
    assertThat(some.differing(none)).containsExactly(KeyRange.all());
    assertThat(none.differing(none)).isEmpty();
  }

  @Test
  void aRowInsertedBeforeAllMovesNoOtherBorder() {
    TreeMap<Integer, Long> rows = rows(2_000, 4);
    KeptRanges before = Kept.of(Kept.NUMBERS, rows);
    KeptRanges after = Kept.of(Kept.NUMBERS, rows);

    after.insert(Kept.key(Kept.NUMBERS, -1_000_000), 1);

    List<KeyRange> ranges = before.differing(after);
    assertThat(ranges).hasSize(1);
    assertThat(ranges.get(0).from()).isEmpty();
    assertThat(ranges.get(0).to()).isPresent();
  }

  @Test
  void aPairOfRowsThatVanishesTogetherIsSeen() {
    // Their digests are equal, so an exclusive or of digests would not change.
    KeptRanges both = Kept.of(Kept.NUMBERS, new TreeMap<>(java.util.Map.of(1, 5L, 2, 5L, 3, 9L)));
    KeptRanges none = Kept.of(Kept.NUMBERS, new TreeMap<>(java.util.Map.of(3, 9L)));

    assertThat(both.ranges()).as("all in one range").isEqualTo(1);
    assertThat(Kept.differences(both, none)).containsExactly("DELETE 1", "DELETE 2");
  }

  @Test
  void twoRowsThatTradeTheirDigestsAreSeen() {
    KeptRanges one = Kept.of(Kept.NUMBERS, new TreeMap<>(java.util.Map.of(1, 5L, 2, 6L)));
    KeptRanges two = Kept.of(Kept.NUMBERS, new TreeMap<>(java.util.Map.of(1, 6L, 2, 5L)));
    KeptRanges shifted = Kept.of(Kept.NUMBERS, new TreeMap<>(java.util.Map.of(1, 4L, 2, 7L)));

    assertThat(Kept.differences(one, two)).containsExactly("UPDATE 1", "UPDATE 2");
    assertThat(Kept.differences(one, shifted)).containsExactly("UPDATE 1", "UPDATE 2");
  }

  @Test
  void rangesStayNarrowWhereKeysAreSkewed() {
    KeptRanges ranges = Kept.of(Kept.NUMBERS, rows(1_000, 5));

    for (int i = 0; i < 20_000; i++) {
      ranges.insert(Kept.key(Kept.NUMBERS, 100_000_000 + i), i);
    }

    assertThat(ranges.rows() / ranges.ranges()).isBetween(50L, 80L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20_000})
  void whatIsWrittenReadsAsItWas(int size) throws IOException {
    for (PackedSchema schema : List.of(Kept.NUMBERS, Kept.TEXTS)) {
      KeptRanges ranges = Kept.of(schema, rows(size, 6));

      KeptRanges read = KeptRanges.read(schema, new ByteArrayInputStream(written(ranges)));

      assertThat(read.rows()).isEqualTo(size);
      assertThat(Kept.differences(ranges, read)).isEmpty();
    }
  }

  @Test
  void aDamagedByteIsNoticed() throws IOException {
    byte[] bytes = written(Kept.of(Kept.NUMBERS, rows(500, 7)));

    for (int at : new int[] {0, 4, 12, 20, 100, bytes.length / 2, bytes.length - 1}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 4;

      assertThatThrownBy(() -> KeptRanges.read(Kept.NUMBERS, new ByteArrayInputStream(damaged)))
          .as("byte %d", at)
          .isInstanceOf(DiffException.class)
          .hasMessageStartingWith("kept digests ");
    }
  }

  @Test
  void aFileThatWasCutOffIsNoticed() throws IOException {
    byte[] bytes = written(Kept.of(Kept.NUMBERS, rows(500, 8)));

    for (int size : new int[] {3, 13, 25, bytes.length - 12, bytes.length - 1}) {
      byte[] cut = java.util.Arrays.copyOf(bytes, size);

      assertThatThrownBy(() -> KeptRanges.read(Kept.NUMBERS, new ByteArrayInputStream(cut)))
          .as("%d bytes", size)
          .isInstanceOf(DiffException.class)
          .hasMessageStartingWith("kept digests ");
    }
  }

  @Test
  void digestsOfOtherRecordsAreRefused() throws IOException {
    byte[] bytes = written(Kept.of(Kept.NUMBERS, rows(5, 9)));

    assertThatThrownBy(() -> KeptRanges.read(Kept.TEXTS, new ByteArrayInputStream(bytes)))
        .isInstanceOf(DiffException.class)
        .hasMessageContaining("schema must be");
    assertThatThrownBy(
            () -> Kept.differences(KeptRanges.empty(Kept.NUMBERS), KeptRanges.empty(Kept.TEXTS)))
        .hasMessageStartingWith("must be of the same records");
  }

  @Test
  void aChangeOfWhatIsNotKeptIsRefused() {
    KeptRanges ranges = Kept.of(Kept.NUMBERS, new TreeMap<>(java.util.Map.of(1, 5L)));
    byte[] one = Kept.key(Kept.NUMBERS, 1);
    byte[] two = Kept.key(Kept.NUMBERS, 2);

    assertThatThrownBy(() -> ranges.update(one, 4, 6))
        .hasMessage("must be kept with this digest: key=8000000000000001 digest=4");
    assertThatThrownBy(() -> ranges.delete(two, 5))
        .hasMessage("must be kept with this digest: key=8000000000000002 digest=5");
    assertThatThrownBy(() -> ranges.insert(one, 5))
        .hasMessage("must not be kept yet: key=8000000000000001");
    assertThat(ranges.digest(one)).hasValue(5);
    assertThat(ranges.digest(two)).isEmpty();
  }

  @Test
  void rowsOutOfOrderAreRefused() {
    Slab slab = new Slab(KeyDigests.schema(Kept.NUMBERS));
    KeyDigests packer = new KeyDigests();
    packer.append(slab, Kept.key(Kept.NUMBERS, 2), 0, 8, 1);
    packer.append(slab, Kept.key(Kept.NUMBERS, 1), 0, 8, 1);

    assertThatThrownBy(() -> KeptRanges.of(Kept.NUMBERS, new OneSlab(slab)))
        .isInstanceOf(DiffException.class)
        .hasMessage("must come in ascending order of keys: row=1");
  }

  private static byte[] written(KeptRanges ranges) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ranges.write(out);
    return out.toByteArray();
  }

  private static TreeMap<Integer, Long> rows(int size, long seed) {
    Random random = new Random(seed);
    TreeMap<Integer, Long> rows = new TreeMap<>();
    while (rows.size() < size) {
      rows.put(random.nextInt(1_000_000), random.nextLong());
    }
    return rows;
  }
}
