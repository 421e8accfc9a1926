package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Creates, changes and deletes records of its own, one operation for each row it is given. */
final class RandomUser {

  private final Bench bench;
  private final SplittableRandom random;
  private final List<Row> rows;
  private final String field;

  RandomUser(Bench bench, long seed, List<Row> rows) {
    this.bench = bench;
    this.random = new SplittableRandom(seed);
    this.rows = rows;
    this.field = bench.contested().name();
  }

  /** Answers the keys it touched. */
  Set<NativeKey> act() {
    Set<NativeKey> touched = new HashSet<>();
    List<NativeKey> there = new ArrayList<>();
    for (Row row : rows) {
      int die = random.nextInt(10);
      if (there.isEmpty() || die < 3) {
        NativeKey key = bench.behind().create(row);
        there.add(key);
        touched.add(key);
      } else if (die < 9) {
        bench.behind().change(there.get(random.nextInt(there.size())), row.only(List.of(field)));
      } else {
        bench.behind().delete(there.remove(random.nextInt(there.size())));
      }
    }
    return touched;
  }
}
