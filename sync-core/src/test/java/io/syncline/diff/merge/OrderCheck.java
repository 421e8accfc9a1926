package io.syncline.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.DiffException;
import io.syncline.diff.OutOfOrder;
import io.syncline.diff.Side;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Rows in any order give a right diff, or one of two errors that tells what is wrong; never a wrong
 * diff. All short sequences of keys, sorted or not, with repetitions or without.
 */
public final class OrderCheck implements Runnable {

  private static final PackedSchema SCHEMA =
      PackedSchema.builder().key("id", FieldType.integer()).field("name", FieldType.text()).build();

  @Override
  public void run() {
    List<List<Long>> sequences = sequences(3);
    for (List<Long> left : sequences) {
      for (List<Long> right : sequences) {
        check(left, right, new Cuts(1, 2, 256));
        check(left, right, new Cuts(3, 3, 256));
      }
    }
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      check(sortedKeys(random), nearly(sortedKeys(random), random), new Cuts(5, 7, 256));
    }
  }

  private static List<List<Long>> sequences(int most) {
    List<List<Long>> sequences = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < sequences.size() && sequences.get(i).size() < most; i++) {
      for (long key = 1; key <= 3; key++) {
        List<Long> longer = new ArrayList<>(sequences.get(i));
        longer.add(key);
        sequences.add(longer);
      }
    }
    return sequences;
  }

  private static List<Long> sortedKeys(SplittableRandom random) {
    return new ArrayList<>(new TreeSet<>(random.longs(20, 0, 60).boxed().toList()));
  }

  /** Two neighbours may have changed places. */
  private static List<Long> nearly(List<Long> sorted, SplittableRandom random) {
    int at = random.nextInt(sorted.size() - 1);
    sorted.set(at, sorted.set(at + 1, sorted.get(at)));
    return sorted;
  }

  private static void check(List<Long> left, List<Long> right, Cuts cuts) {
    String tables = "left " + left + ", right " + right;
    try {
      List<Found> found = cuts.merge(SCHEMA, rows(left), rows(right));

      assertThat(isSorted(left) && isSorted(right)).as(tables).isTrue();
      assertThat(found).as(tables).isEqualTo(Found.expected(SCHEMA, rows(left), rows(right)));
    } catch (OutOfOrder broken) {
      List<Long> keys = broken.side() == Side.LEFT ? left : right;
      assertThat(descents(keys)).as(tables).contains(broken.before() + " " + broken.after());
      assertThat(broken)
          .hasMessage(
              "%s is not sorted: key %s came behind %s",
              broken.side(), broken.after(), broken.before());
    } catch (DiffException broken) {
      assertThat(repetitions("left", left, "right", right))
          .as(tables)
          .contains(broken.getMessage());
    }
  }

  private static List<Row> rows(List<Long> keys) {
    return keys.stream()
        .map(key -> Row.builder().set("id", Value.of(key)).set("name", Value.of("a")).build())
        .toList();
  }

  private static boolean isSorted(List<Long> keys) {
    return keys.equals(new ArrayList<>(new TreeSet<>(keys)));
  }

  private static List<String> descents(List<Long> keys) {
    List<String> descents = new ArrayList<>();
    for (int i = 1; i < keys.size(); i++) {
      if (keys.get(i - 1) > keys.get(i)) {
        descents.add(keys.get(i - 1) + " " + keys.get(i));
      }
    }
    return descents;
  }

  private static List<String> repetitions(
      String left, List<Long> onLeft, String right, List<Long> onRight) {
    List<String> messages = new ArrayList<>(repetitions(left, onLeft));
    messages.addAll(repetitions(right, onRight));
    return messages;
  }

  private static List<String> repetitions(String side, List<Long> keys) {
    List<String> messages = new ArrayList<>();
    for (int i = 1; i < keys.size(); i++) {
      if (keys.get(i - 1).equals(keys.get(i))) {
        messages.add(side + " has a key twice: " + keys.get(i));
      }
    }
    return messages;
  }
}
