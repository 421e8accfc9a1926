package io.syncline.diff.join;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.ChangeSink;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects changes as text, and tells what they should be, by a map of keys. */
final class Changes implements ChangeSink {

  private static final int SOME = 6;
  private static final int SHORT = 100;

  private final PackedSchema schema;
  private final RowReader reader;
  private final List<String> found = new ArrayList<>();

  Changes(PackedSchema schema) {
    this.schema = schema;
    this.reader = new RowReader(schema);
  }

  @Override
  public void change(ChangeKind kind, Slab left, int l, Slab right, int r, long fields) {
    found.add(
        text(
            l < 0 ? Optional.empty() : Optional.of(reader.row(left, l)),
            r < 0 ? Optional.empty() : Optional.of(reader.row(right, r)),
            kind,
            schema.names(fields)));
  }

  private String text(
      Optional<Row> left, Optional<Row> right, ChangeKind kind, List<String> fields) {
    return kind + " " + shortened(left) + " " + shortened(right) + " " + fields;
  }

  /** Long enough to tell rows apart, short enough to be read where a test fails. */
  private String shortened(Optional<Row> row) {
    String text = row.map(each -> values(each).toString()).orElse("none");
    return text.length() <= SHORT
        ? text
        : text.substring(0, SHORT) + "... " + text.length() + " " + text.hashCode();
  }

  /** In the schema's order, absent ones as empty. */
  private List<Optional<Value>> values(Row row) {
    return schema.all().stream().map(column -> row.get(column.name())).toList();
  }

  /** Some of what was not found, behind a minus, and what was, but should not be, behind a plus. */
  List<String> wrong(List<Row> left, List<Row> right) {
    Set<String> missing = expected(left, right);
    List<String> wrong = new ArrayList<>();
    for (String change : found) {
      if (!missing.remove(change)) {
        wrong.add("+ " + change);
      }
    }
    missing.forEach(change -> wrong.add("- " + change));
    return wrong.subList(0, Math.min(wrong.size(), SOME));
  }

  private Set<String> expected(List<Row> left, List<Row> right) {
    Map<List<Value>, Row> rights = byKey(right);
    Set<String> expected = new LinkedHashSet<>();
    for (Row row : left) {
      Optional<Row> other = Optional.ofNullable(rights.remove(key(row)));
      List<String> fields = other.map(each -> differing(row, each)).orElse(List.of());
      if (other.isEmpty()) {
        expected.add(text(Optional.of(row), other, ChangeKind.DELETE, fields));
      } else if (!fields.isEmpty()) {
        expected.add(text(Optional.of(row), other, ChangeKind.UPDATE, fields));
      }
    }
    for (Row row : rights.values()) {
      expected.add(text(Optional.empty(), Optional.of(row), ChangeKind.INSERT, List.of()));
    }
    return expected;
  }

  private List<String> differing(Row left, Row right) {
    return schema.fields().stream()
        .map(PackedField::name)
        .filter(name -> left.get(name).isPresent() && right.get(name).isPresent())
        .filter(name -> !left.get(name).equals(right.get(name)))
        .toList();
  }

  private Map<List<Value>, Row> byKey(List<Row> rows) {
    Map<List<Value>, Row> map = new LinkedHashMap<>();
    rows.forEach(row -> map.put(key(row), row));
    return map;
  }

  private List<Value> key(Row row) {
    return schema.key().stream().map(part -> row.get(part.name()).orElseThrow()).toList();
  }
}
