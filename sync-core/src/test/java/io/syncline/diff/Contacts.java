package io.syncline.diff;

import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Small records to compare. */
final class Contacts {

  static final PackedSchema SCHEMA =
      PackedSchema.builder()
          .key("id", FieldType.integer())
          .field("name", FieldType.text())
          .field("email", FieldType.text())
          .build();

  private Contacts() {}

  static Row contact(long id, String name, String email) {
    return Row.builder()
        .set("id", Value.of(id))
        .set("name", Value.of(name))
        .set("email", Value.of(email))
        .build();
  }

  /** Contacts 1 to {@code count}. */
  static List<Row> many(int count) {
    return new ArrayList<>(
        LongStream.rangeClosed(1, count)
            .mapToObj(id -> contact(id, "name " + id, id + "@example.com"))
            .toList());
  }
}
