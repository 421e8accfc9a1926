package io.syncline.diff.merge;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.ChangeSink;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A change as plain values: what the oracle says, and what a merge was seen to say. */
record Found(ChangeKind kind, List<Value> key, List<String> fields) {

  /** What differs, by maps, in key order. */
  static List<Found> expected(PackedSchema schema, List<Row> left, List<Row> right) {
    Map<List<Value>, Row> onLeft = byKey(schema, left);
    Map<List<Value>, Row> onRight = byKey(schema, right);
    List<Row> all = new ArrayList<>(left);
    right.stream().filter(row -> !onLeft.containsKey(key(schema, row))).forEach(all::add);
    List<Found> found = new ArrayList<>();
    for (Row row : Tables.sorted(schema, all)) {
      List<Value> key = key(schema, row);
      if (!onRight.containsKey(key)) {
        found.add(new Found(ChangeKind.DELETE, key, List.of()));
      } else if (!onLeft.containsKey(key)) {
        found.add(new Found(ChangeKind.INSERT, key, List.of()));
      } else {
        List<String> fields = differing(schema, onLeft.get(key), onRight.get(key));
        if (!fields.isEmpty()) {
          found.add(new Found(ChangeKind.UPDATE, key, told(schema, fields)));
        }
      }
    }
    return found;
  }

  /** What a merge says; refuses rows that are not those of its key. */
  static ChangeSink into(PackedSchema schema, List<Found> found) {
    RowReader reader = new RowReader(schema);
    return (kind, left, l, right, r, fields) -> {
      List<Value> key = l >= 0 ? reader.key(left, l) : reader.key(right, r);
      if (kind == ChangeKind.UPDATE && !reader.key(right, r).equals(key)) {
        throw new AssertionError("rows of two keys: " + key + " and " + reader.key(right, r));
      }
      if ((l < 0) != (kind == ChangeKind.INSERT) || (r < 0) != (kind == ChangeKind.DELETE)) {
        throw new AssertionError("rows do not fit: " + kind + " l=" + l + " r=" + r);
      }
      found.add(new Found(kind, key, schema.names(fields)));
    };
  }

  static Map<List<Value>, Row> byKey(PackedSchema schema, List<Row> rows) {
    Map<List<Value>, Row> map = new HashMap<>();
    rows.forEach(row -> map.put(key(schema, row), row));
    return map;
  }

  static List<Value> key(PackedSchema schema, Row row) {
    return schema.key().stream().map(part -> row.get(part.name()).orElseThrow()).toList();
  }

  /** As a mask tells it: with one of the fields of the last bit, all of them. */
  static List<String> told(PackedSchema schema, List<String> differing) {
    List<String> names = schema.fields().stream().map(field -> field.name()).toList();
    List<String> last =
        names.subList(Math.min(names.size(), PackedSchema.LAST_MASK_BIT), names.size());
    boolean any = differing.stream().anyMatch(last::contains);
    return names.stream()
        .filter(name -> differing.contains(name) || (any && last.contains(name)))
        .toList();
  }

  static List<String> differing(PackedSchema schema, Row left, Row right) {
    return schema.fields().stream()
        .map(field -> field.name())
        .filter(name -> left.get(name).isPresent() && right.get(name).isPresent())
        .filter(name -> !Objects.equals(left.get(name), right.get(name)))
        .toList();
  }
}
