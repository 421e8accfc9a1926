package io.syncline.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The two-way merge says what plain maps say: on all small tables, and on random large ones. */
public final class TwoWayCheck implements Runnable {

  private static final PackedSchema SMALL =
      PackedSchema.builder().key("id", FieldType.integer()).field("name", FieldType.text()).build();

  /** Rows a slab of left and right. */
  private static final int[][] CUTS = {{9, 9}, {1, 2}, {2, 1}, {3, 2}, {1, 9}, {9, 3}};

  /** Bytes a slab: rows that are longer come alone. */
  private static final int[] SLABS = {1, 300, 1 << 14};

  private final int keys;
  private final int seeds;

  /** Enough to catch a fault, and quick. */
  public TwoWayCheck() {
    this(3, 4);
  }

  TwoWayCheck(int keys, int seeds) {
    this.keys = keys;
    this.seeds = seeds;
  }

  @Override
  public void run() {
    everySmallTable();
    for (long seed = 0; seed < seeds; seed++) {
      randomTables(seed);
    }
  }

  /** Every table over a few keys that are there with either of two values, or not there. */
  private void everySmallTable() {
    List<List<Row>> tables = tables(keys);
    for (List<Row> left : tables) {
      for (List<Row> right : tables) {
        List<Found> expected = Found.expected(SMALL, left, right);
        for (int[] cut : CUTS) {
          List<Found> found = new Cuts(cut[0], cut[1], 256).merge(SMALL, left, right);
          if (!found.equals(expected)) {
            assertThat(found).as("left %s, right %s", left, right).isEqualTo(expected);
          }
        }
      }
    }
  }

  private static List<List<Row>> tables(int keys) {
    if (keys == 0) {
      return List.of(List.of());
    }
    List<List<Row>> tables = new ArrayList<>();
    for (List<Row> fewer : tables(keys - 1)) {
      tables.add(fewer);
      for (String name : List.of("", "other")) {
        List<Row> more = new ArrayList<>(fewer);
        more.add(Row.builder().set("id", Value.of(keys)).set("name", Value.of(name)).build());
        tables.add(more);
      }
    }
    return tables;
  }

  private static void randomTables(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (PackedSchema schema : Tables.ALL) {
      Tables tables = new Tables(schema, 2_000, seed);
      List<Row> left = tables.table(random.nextInt(300));
      List<Row> right = tables.edited(left, new double[] {0, 0.02, 0.3, 1}[random.nextInt(4)]);
      Cuts cuts =
          new Cuts(1 + random.nextInt(200), 1 + random.nextInt(200), SLABS[random.nextInt(3)]);

      List<Found> found = cuts.merge(schema, left, right);

      assertThat(found)
          .as("seed %s, %s", seed, schema)
          .isEqualTo(Found.expected(schema, left, right));
    }
  }
}
