package io.syncline.diff.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.Side;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slabs of a kibibyte hold some 30 of the rows here. */
class SieveTest {

  private static final PackedSchema SCHEMA = Sample.NUMBERED;
  private static final int SLAB_BYTES = 1 << 10;
  private static final int ROWS = 600;

  private final List<Long> passed = new ArrayList<>();
  private final List<Long> strays = new ArrayList<>();

  @Test
  void rowsInOrderAllPass() {
    sift(ids(ROWS));

    assertThat(passed).isEqualTo(ids(ROWS));
    assertThat(strays).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 29, 30, 31, 32, 33, 34, 35, 300, 597, 598})
  void aRowFarAheadOfItsPlaceCostsNoOther(int place) {
    List<Long> ids = ids(ROWS);
    ids.add(place, ids.remove(ROWS - 1));

    sift(ids);

    assertThat(strays).containsExactly(ROWS - 1L);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 29, 30, 31, 32, 33, 34, 35, 300, 598, 599})
  void aRowFarBehindItsPlaceCostsNoOther(int place) {
    List<Long> ids = ids(ROWS);
    ids.add(place, ids.remove(0));

    sift(ids);

    assertThat(strays).containsExactly(0L);
  }

  @Test
  void aFewLaterRowsInEveryTenthPlaceCostThemselves() {
    List<Long> ids = ids(ROWS);
    List<Long> later = LongStream.range(5_000, 5_060).boxed().toList();
    for (int i = 0; i < later.size(); i++) {
      ids.add(11 * i + 3, later.get(later.size() - 1 - i));
    }

    sift(ids);

    assertThat(strays).containsExactlyInAnyOrderElementsOf(later);
  }

  @ParameterizedTest
  @EnumSource
  void everyRowPassesInOrderOrIsSortedOut(Disorder disorder) {
    for (long seed = 1; seed <= 20; seed++) {
      passed.clear();
      strays.clear();
      List<Row> rows =
          disorder.of(SCHEMA, rows(ids(new Random(seed).nextInt(ROWS))), new Random(seed));

      siftRows(rows);

      assertThat(passed).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
      List<Long> all = new ArrayList<>(passed);
      all.addAll(strays);
      assertThat(all).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(ids(rows.size()));
    }
  }

  private static List<Long> ids(int count) {
    return new ArrayList<>(LongStream.range(0, count).boxed().toList());
  }

  private static List<Row> rows(List<Long> ids) {
    return ids.stream().map(id -> Sample.numbered(id, "n")).toList();
  }

  private void sift(List<Long> ids) {
    siftRows(rows(ids));
  }

  private void siftRows(List<Row> rows) {
    RowReader reader = new RowReader(SCHEMA);
    Sieve sieve =
        new Sieve(
            Side.LEFT,
            SCHEMA,
            new RowListCursor(SCHEMA, rows),
            SLAB_BYTES,
            (side, slab, row) -> strays.add(id(reader, slab, row)));
    Slab slab = new Slab(SCHEMA, SLAB_BYTES);
    for (sieve.read(slab); !slab.isEmpty(); sieve.read(slab)) {
      for (int row = 0; row < slab.rows(); row++) {
        passed.add(id(reader, slab, row));
      }
    }
    sieve.read(slab);
    assertThat(slab.isEmpty()).isTrue();
  }

  private static long id(RowReader reader, Slab slab, int row) {
    return ((Value.Int) reader.key(slab.bytes(), slab.start(row)).get(0)).value();
  }
}
