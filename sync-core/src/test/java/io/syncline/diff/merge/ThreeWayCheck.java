package io.syncline.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The three-way merge says what plain maps say: on all small tables, and on random large ones. */
public final class ThreeWayCheck implements Runnable {

  private static final PackedSchema SMALL =
      PackedSchema.builder()
          .key("id", FieldType.integer())
          .field("name", FieldType.text())
          .field("count", FieldType.integer())
          .build();

  /** Rows a slab of base, left and right; bytes a slab. */
  private static final int[][] CUTS = {{9, 9, 9, 256}, {1, 2, 2, 256}, {2, 1, 9, 256}};

  private final int seeds;

  /** Enough to catch a fault, and quick. */
  public ThreeWayCheck() {
    this(3);
  }

  ThreeWayCheck(int seeds) {
    this.seeds = seeds;
  }

  @Override
  public void run() {
    everySmallTable();
    for (long seed = 0; seed < seeds; seed++) {
      randomTables(seed);
    }
  }

  /** One record in every state on every side, with another before or behind it. */
  private static void everySmallTable() {
    List<Row> states = states(2);
    for (int b = 0; b <= states.size(); b++) {
      for (int l = 0; l <= states.size(); l++) {
        for (int r = 0; r <= states.size(); r++) {
          for (int others = 0; others < 8; others++) {
            check(
                table(states, b, others & 1),
                table(states, l, others & 2),
                table(states, r, others & 4));
          }
        }
      }
    }
  }

  private static List<Row> states(long id) {
    List<Row> states = new ArrayList<>();
    for (String name : List.of("a", "bb")) {
      for (long count : new long[] {1, 2}) {
        states.add(row(id, name, count));
      }
    }
    states.add(Row.builder().set("id", Value.of(id)).set("name", Value.of("a")).build());
    return states;
  }

  private static Row row(long id, String name, long count) {
    return Row.builder()
        .set("id", Value.of(id))
        .set("name", Value.of(name))
        .set("count", Value.of(count))
        .build();
  }

  private static List<Row> table(List<Row> states, int state, int others) {
    List<Row> rows = new ArrayList<>();
    rows.add(row(0, "first", 0));
    if (others != 0) {
      rows.add(row(1, "before", 0));
    }
    if (state < states.size()) {
      rows.add(states.get(state));
    }
    if (others == 0) {
      rows.add(row(3, "behind", 0));
    }
    return rows;
  }

  private static void check(List<Row> base, List<Row> left, List<Row> right) {
    List<FoundThree> expected = FoundThree.expected(SMALL, base, left, right);
    for (int[] cut : CUTS) {
      List<FoundThree> found = merge(SMALL, base, left, right, cut);
      if (!found.equals(expected)) {
        assertThat(found).as("base %s left %s right %s", base, left, right).isEqualTo(expected);
      }
    }
  }

  private static void randomTables(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (PackedSchema schema : Tables.ALL) {
      Tables tables = new Tables(schema, 2_000, seed);
      double[] shares = {0, 0.02, 0.3, 1};
      List<Row> base = tables.table(random.nextInt(300));
      List<Row> left = tables.edited(base, shares[random.nextInt(4)]);
      List<Row> right = tables.edited(base, shares[random.nextInt(4)]);
      int[] cut = random.ints(4, 1, 300).toArray();
      cut[3] <<= random.nextInt(8);

      assertThat(merge(schema, base, left, right, cut))
          .as("seed %s, %s", seed, schema)
          .isEqualTo(FoundThree.expected(schema, base, left, right));
    }
  }

  static List<FoundThree> merge(
      PackedSchema schema, List<Row> base, List<Row> left, List<Row> right, int[] cut) {
    List<FoundThree> found = new ArrayList<>();
    ThreeReaders readers =
        new ThreeReaders(
            reader(Side.BASE, schema, base, cut[0], cut[3]),
            reader(Side.LEFT, schema, left, cut[1], cut[3]),
            reader(Side.RIGHT, schema, right, cut[2], cut[3]));
    new ThreeWayMerge(schema, readers, FoundThree.into(schema, found), DiffWatch.none()).run();
    return found;
  }

  private static SlabReader reader(
      Side side, PackedSchema schema, List<Row> rows, int cut, int bytes) {
    DiffLimits limits = DiffLimits.defaults().withSlabBytes(bytes).withSlabsAhead(0);
    return SlabReader.of(side, schema, new RowsCursor(schema, rows, cut), limits);
  }
}
