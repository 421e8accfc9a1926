package io.syncline.suggest;

import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A table of a test: its fields, and values by the number of the row. */
record Table(
    String system, String dataset, List<NativeField> fields, List<IntFunction<Value>> values) {

  static Table of(String system, String dataset) {
    return new Table(system, dataset, List.of(), List.of());
  }

  /** A field that may be NULL and be written. */
  Table field(String name, FieldType type, IntFunction<Value> value) {
    return with(new NativeField(name, type, true, false, false), value);
  }

  Table with(NativeField field, IntFunction<Value> value) {
    List<NativeField> more = new ArrayList<>(fields);
    more.add(field);
    List<IntFunction<Value>> others = new ArrayList<>(values);
    others.add(value);
    return new Table(system, dataset, more, others);
  }

  Side schemaOnly() {
    return Side.of(system, dataset, new DatasetSchema(fields, "test"));
  }

  /** With rows of these numbers. */
  Side rows(int from, int to) {
    List<Row> rows = new ArrayList<>();
    for (int n = from; n < to; n++) {
      Row.Builder row = Row.builder();
      for (int i = 0; i < fields.size(); i++) {
        row.set(fields.get(i).name(), values.get(i).apply(n));
      }
      rows.add(row.build());
    }
    return schemaOnly().withRows(rows);
  }
}
