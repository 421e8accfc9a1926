package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.ThreeSides.Edits;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The three-way merge that one writes by hand: all three sides in maps, each row compared field by
 * field with what both sides had agreed on.
 */
final class MapMerge {

  private MapMerge() {}

  /** Who edited one field of one row. */
  record FieldEdit(Object key, String field, Outcome outcome) {}

  enum Outcome {
    ONLY_LEFT,
    ONLY_RIGHT,
    ALIKE,
    CONFLICT
  }

  /** A row that a side lacks is a row without fields: its delete edits every field. */
  static List<FieldEdit> merge(
      List<Map<String, Object>> base,
      List<Map<String, Object>> left,
      List<Map<String, Object>> right) {
    Map<Object, Map<String, Object>> leftIndex = MapDiff.indexed(left);
    Map<Object, Map<String, Object>> rightIndex = MapDiff.indexed(right);
    List<FieldEdit> edits = new ArrayList<>();
    for (Map<String, Object> row : base) {
      Object key = MapDiff.key(row);
      compare(key, row, removed(leftIndex, key), removed(rightIndex, key), edits);
    }
    Set<Object> inserted = new LinkedHashSet<>(leftIndex.keySet());
    inserted.addAll(rightIndex.keySet());
    for (Object key : inserted) {
      compare(key, Map.of(), removed(leftIndex, key), removed(rightIndex, key), edits);
    }
    return edits;
  }

  private static Map<String, Object> removed(Map<Object, Map<String, Object>> index, Object key) {
    Map<String, Object> row = index.remove(key);
    return row == null ? Map.of() : row;
  }

  private static void compare(
      Object key,
      Map<String, Object> base,
      Map<String, Object> left,
      Map<String, Object> right,
      List<FieldEdit> edits) {
    for (String field : Customer.FIELDS) {
      Object agreed = base.get(field);
      Object onLeft = left.get(field);
      Object onRight = right.get(field);
      Outcome outcome = outcome(agreed, onLeft, onRight);
      if (outcome != null) {
        edits.add(new FieldEdit(key, field, outcome));
      }
    }
  }

  /** Null where nobody edited. */
  private static @Nullable Outcome outcome(
      @Nullable Object agreed, @Nullable Object left, @Nullable Object right) {
    boolean leftEdited = !Objects.equals(agreed, left);
    boolean rightEdited = !Objects.equals(agreed, right);
    if (leftEdited && rightEdited) {
      return Objects.equals(left, right) ? Outcome.ALIKE : Outcome.CONFLICT;
    }
    if (leftEdited) {
      return Outcome.ONLY_LEFT;
    }
    return rightEdited ? Outcome.ONLY_RIGHT : null;
  }

  static Edits count(List<FieldEdit> edits) {
    return new Edits(
        count(edits, Outcome.ONLY_LEFT),
        count(edits, Outcome.ONLY_RIGHT),
        count(edits, Outcome.ALIKE),
        count(edits, Outcome.CONFLICT));
  }

  private static int count(List<FieldEdit> edits, Outcome outcome) {
    return Math.toIntExact(edits.stream().filter(edit -> edit.outcome() == outcome).count());
  }
}
