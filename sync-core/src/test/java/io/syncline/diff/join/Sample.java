package io.syncline.diff.join;

import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random sides of a diff. */
final class Sample {

  static final PackedSchema NUMBERED =
      fields(PackedSchema.builder().key("id", FieldType.integer()));

  /** Keys of different lengths, some of them the beginning of others. */
  static final PackedSchema NAMED =
      fields(
          PackedSchema.builder()
              .key("region", FieldType.text())
              .key("id", FieldType.integer())
              .key("part", FieldType.text()));

  private static final int LONG = 3_000;

  private final PackedSchema schema;
  private final Random random;

  Sample(PackedSchema schema, Random random) {
    this.schema = schema;
    this.random = random;
  }

  private static PackedSchema fields(PackedSchema.Builder builder) {
    return builder
        .field("name", FieldType.text())
        .field("amount", FieldType.decimal())
        .field("notes", FieldType.text())
        .build();
  }

  static Row numbered(long id, String name) {
    return Row.builder().set("id", Value.of(id)).set("name", Value.of(name)).build();
  }

  /** Rows with keys of their own, in random order. */
  List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i));
    }
    Collections.shuffle(rows, random);
    return rows;
  }

  private Row row(long id) {
    Row.Builder row = Row.builder().set("id", Value.of(id));
    if (schema.equals(NAMED)) {
      row.set("region", Value.of("ab\0c".substring(0, (int) (id % 5 % 4 + 1))));
      row.set("part", Value.of("x".repeat((int) (id % 7))));
    }
    return fields(row).build();
  }

  private Row.Builder fields(Row.Builder row) {
    row.set("name", Value.of("name " + random.nextInt(50)));
    row.set("amount", Value.of(new BigDecimal(random.nextInt(1_000)).movePointLeft(2)));
    if (random.nextInt(10) > 0) {
      int length = random.nextInt(50) == 0 ? LONG + random.nextInt(LONG) : random.nextInt(40);
      row.set("notes", random.nextInt(8) == 0 ? Value.NULL : Value.of("n".repeat(length)));
    }
    return row;
  }

  /** Some rows changed, some gone, in another order. */
  List<Row> edited(List<Row> rows) {
    List<Row> edited = new ArrayList<>();
    for (Row row : rows) {
      int what = random.nextInt(10);
      if (what > 1) {
        edited.add(what == 2 ? changed(row) : row);
      }
    }
    Collections.shuffle(edited, random);
    return edited;
  }

  private Row changed(Row row) {
    Row.Builder builder = Row.builder();
    schema.key().forEach(part -> builder.set(part.name(), row.get(part.name()).orElseThrow()));
    return fields(builder).build();
  }
}
