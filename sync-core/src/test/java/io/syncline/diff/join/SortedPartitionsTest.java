package io.syncline.diff.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.RowCursor;
import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SortedPartitionsTest {

  private final PackedSchema schema = Sample.NAMED;
  private final RowReader reader = new RowReader(schema);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyRowComesOnceInTheOrderOfKeysWithThoseOfItsKey(Budget budget) {
    check(budget, RowDigest::of, 11);
    check(budget, (bytes, from, to) -> 0, 12);
  }

  private void check(Budget budget, KeyDigest digest, long seed) {
    Sample sample = new Sample(schema, new Random(seed));
    List<Row> base = sample.rows(1_000);
    List<Row> left = sample.edited(base);
    List<Row> right = sample.edited(base);
    List<Row> bases = new ArrayList<>();
    List<Row> lefts = new ArrayList<>();
    List<Row> rights = new ArrayList<>();
    Set<List<Object>> earlier = new HashSet<>();

    budget
        .sorted(schema, folder, digest)
        .run(
            new ThreeCursors(
                new RowListCursor(schema, base),
                new RowListCursor(schema, left),
                new RowListCursor(schema, right)),
            partition -> {
              Set<List<Object>> keys = new HashSet<>();
              bases.addAll(rows(partition.base(), keys));
              lefts.addAll(rows(partition.left(), keys));
              rights.addAll(rows(partition.right(), keys));
              assertThat(earlier).as("seed %d", seed).doesNotContainAnyElementsOf(keys);
              earlier.addAll(keys);
            });

    assertThat(bases).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(base);
    assertThat(lefts).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(left);
    assertThat(rights).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(right);
    assertThat(folder).as("seed %d", seed).isEmptyDirectory();
  }

  private List<Row> rows(RowCursor cursor, Set<List<Object>> keys) {
    List<Row> rows = new ArrayList<>();
    Slab slab = new Slab(schema, 4 << 10);
    Slab last = new Slab(schema, 1);
    cursor.read(slab);
    while (!slab.isEmpty()) {
      for (int row = 0; row < slab.rows(); row++) {
        assertThat(last.isEmpty() || Slab.compareKeys(last, 0, slab, row) < 0).isTrue();
        last.clear();
        last.append(slab, row);
        rows.add(reader.row(slab, row));
        keys.add(List.copyOf(reader.key(slab, row)));
      }
      cursor.read(slab);
    }
    return rows;
  }
}
