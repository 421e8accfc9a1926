package io.syncline.diff.join;

import io.syncline.model.Row;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** How the records of a table may lie. */
enum Disorder {
  NONE {
    @Override
    void mix(List<Row> rows, Random random) {}
  },
  /** As updates leave them: some are at the end. */
  MOVED_TO_THE_END {
    @Override
    void mix(List<Row> rows, Random random) {
      for (int i = 0; i < rows.size() / 20; i++) {
        rows.add(rows.remove(random.nextInt(rows.size())));
      }
    }
  },
  /** As inserts leave them that fill the holes of what was deleted. */
  LATER_ONES_IN_HOLES {
    @Override
    void mix(List<Row> rows, Random random) {
      for (int i = 0; i < rows.size() / 20; i++) {
        rows.add(random.nextInt(rows.size()), rows.remove(rows.size() - 1));
      }
    }
  },
  /** The first part behind the last. */
  TURNED {
    @Override
    void mix(List<Row> rows, Random random) {
      Collections.rotate(rows, rows.size() / 3);
    }
  },
  REVERSED {
    @Override
    void mix(List<Row> rows, Random random) {
      Collections.reverse(rows);
    }
  },
  SHUFFLED {
    @Override
    void mix(List<Row> rows, Random random) {
      Collections.shuffle(rows, random);
    }
  };

  abstract void mix(List<Row> rows, Random random);

  /** The rows in the order of their keys, mixed up. */
  List<Row> of(PackedSchema schema, List<Row> rows, Random random) {
    List<Row> mixed = new ArrayList<>(sorted(schema, rows));
    mix(mixed, random);
    return mixed;
  }

  static List<Row> sorted(PackedSchema schema, List<Row> rows) {
    RowPacker packer = new RowPacker(schema);
    return rows.stream()
        .sorted(Comparator.comparing(row -> key(packer, row), Arrays::compareUnsigned))
        .toList();
  }

  private static byte[] key(RowPacker packer, Row row) {
    packer.put(row);
    return Arrays.copyOf(packer.bytes(), packer.keyEnd());
  }
}
