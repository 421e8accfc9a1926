package io.syncline.benchmarks.diff;

import io.syncline.benchmarks.diff.Sides.Differences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The diff that one writes by hand: the right side in a {@link HashMap}, the left side walked, maps
 * of values compared field by field.
 */
final class MapDiff {

  private MapDiff() {}

  /** One difference between the sides. {@code fields} names what an update changed. */
  record Change(Kind kind, Object key, List<String> fields) {}

  enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }

  static List<Change> diff(List<Map<String, Object>> left, List<Map<String, Object>> right) {
    Map<Object, Map<String, Object>> index = indexed(right);
    List<Change> changes = new ArrayList<>();
    for (Map<String, Object> row : left) {
      Object key = key(row);
      Map<String, Object> other = index.remove(key);
      if (other == null) {
        changes.add(new Change(Kind.DELETE, key, List.of()));
        continue;
      }
      List<String> fields = differing(row, other);
      if (!fields.isEmpty()) {
        changes.add(new Change(Kind.UPDATE, key, fields));
      }
    }
    for (Object key : index.keySet()) {
      changes.add(new Change(Kind.INSERT, key, List.of()));
    }
    return changes;
  }

  static Map<Object, Map<String, Object>> indexed(List<Map<String, Object>> rows) {
    Map<Object, Map<String, Object>> index = new HashMap<>(rows.size() * 4 / 3 + 1);
    for (Map<String, Object> row : rows) {
      index.put(key(row), row);
    }
    return index;
  }

  static Object key(Map<String, Object> row) {
    return Objects.requireNonNull(row.get("id"));
  }

  private static List<String> differing(Map<String, Object> left, Map<String, Object> right) {
    List<String> fields = List.of();
    for (Map.Entry<String, Object> field : left.entrySet()) {
      if (!Objects.equals(field.getValue(), right.get(field.getKey()))) {
        fields = fields.isEmpty() ? new ArrayList<>() : fields;
        fields.add(field.getKey());
      }
    }
    return fields;
  }

  static Differences count(List<Change> changes) {
    int fields = changes.stream().mapToInt(change -> change.fields().size()).sum();
    return new Differences(
        count(changes, Kind.UPDATE),
        fields,
        count(changes, Kind.INSERT),
        count(changes, Kind.DELETE));
  }

  private static int count(List<Change> changes, Kind kind) {
    return Math.toIntExact(changes.stream().filter(change -> change.kind() == kind).count());
  }
}
