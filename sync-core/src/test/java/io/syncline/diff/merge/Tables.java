package io.syncline.diff.merge;

import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowPacker;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes random tables of one schema: one from nothing, others by editing it. */
final class Tables {

  static final PackedSchema CUSTOMER =
      PackedSchema.builder()
          .key("id", FieldType.integer())
          .field("name", FieldType.text())
          .field("active", FieldType.bool())
          .field("balance", FieldType.decimal(12, 2))
          .field("limit", FieldType.decimal())
          .field("since", FieldType.instant())
          .field("born", FieldType.date())
          .field("ref", FieldType.uuid())
          .field("notes", FieldType.text())
          .build();

  static final PackedSchema CODE =
      PackedSchema.builder()
          .key("code", FieldType.text())
          .field("count", FieldType.integer())
          .field("label", FieldType.text())
          .build();

  static final PackedSchema COMPOSITE =
      PackedSchema.builder()
          .key("region", FieldType.integer())
          .key("code", FieldType.text())
          .field("label", FieldType.text())
          .build();

  static final PackedSchema KEY_ALONE =
      PackedSchema.builder().key("id", FieldType.integer()).build();

  static final List<PackedSchema> ALL = List.of(CUSTOMER, CODE, COMPOSITE, KEY_ALONE, wide());

  private static final long LONG_TEXT_IN = 60;

  private final PackedSchema schema;
  private final SplittableRandom random;
  private final int keys;

  /**
   * @param keys from how many keys each row's is drawn
   */
  Tables(PackedSchema schema, int keys, long seed) {
    this.schema = schema;
    this.keys = keys;
    this.random = new SplittableRandom(seed);
  }

  private static PackedSchema wide() {
    PackedSchema.Builder builder = PackedSchema.builder().key("id", FieldType.integer());
    for (int i = 0; i < 70; i++) {
      builder.field("f" + i, i % 7 == 0 ? FieldType.text() : FieldType.integer());
    }
    return builder.build();
  }

  List<Row> table(int rows) {
    Map<List<Value>, Row> table = new LinkedHashMap<>();
    for (int i = 0; i < rows; i++) {
      Row row = row();
      table.put(Found.key(schema, row), row);
    }
    return sorted(schema, List.copyOf(table.values()));
  }

  /** Another side: each row is edited, deleted or joined by another with this share. */
  List<Row> edited(List<Row> table, double share) {
    Map<List<Value>, Row> edited = new LinkedHashMap<>();
    for (Row row : table) {
      int what = random.nextDouble() < share ? random.nextInt(6) : -1;
      if (what == 0) {
        Row other = row();
        edited.putIfAbsent(Found.key(schema, other), other);
      }
      if (what != 1) {
        edited.put(Found.key(schema, row), what > 1 ? edited(row) : row);
      }
    }
    return sorted(schema, List.copyOf(edited.values()));
  }

  private Row edited(Row row) {
    if (schema.fields().isEmpty()) {
      return row;
    }
    Row other = row();
    String field = schema.fields().get(random.nextInt(schema.fields().size())).name();
    Row.Builder builder = Row.builder();
    for (PackedField column : schema.all()) {
      Row from = column.name().equals(field) ? other : row;
      from.get(column.name()).ifPresent(value -> builder.set(column.name(), value));
    }
    return builder.build();
  }

  private Row row() {
    Row.Builder builder = Row.builder();
    schema.key().forEach(part -> builder.set(part.name(), value(part, keys)));
    for (PackedField field : schema.fields()) {
      int chance = random.nextInt(20);
      if (chance > 1) {
        builder.set(field.name(), value(field, 3));
      } else if (chance == 1) {
        builder.set(field.name(), Value.NULL);
      }
    }
    return builder.build();
  }

  private Value value(PackedField column, int values) {
    int one = random.nextInt(values);
    return switch (column.type().kind()) {
      case INTEGER -> Value.of(one * 3L - values);
      case BOOLEAN -> Value.of(one % 2 == 0);
      case DECIMAL -> Value.of(BigDecimal.valueOf(1 + one / 2, one % 2));
      case INSTANT -> Value.of(Instant.ofEpochSecond(one * 1_000_000L, one * 1_000L));
      case DATE -> Value.of(LocalDate.ofEpochDay(one - 1));
      case UUID -> Value.of(new java.util.UUID(one, -one));
      default -> Value.of(text(column, one));
    };
  }

  private String text(PackedField column, int one) {
    if (schema.key().contains(column)) {
      return Integer.toString(one, 5).replace('0', 'é');
    }
    boolean veryLong = schema.equals(CUSTOMER) && random.nextLong(LONG_TEXT_IN) == 0;
    return veryLong ? "long ".repeat(14_000) + one : "x".repeat(one % 2 * 5) + one;
  }

  /** By packed key, found out here without the code under test. */
  static List<Row> sorted(PackedSchema schema, List<Row> rows) {
    RowPacker packer = new RowPacker(schema);
    TreeMap<byte[], Row> sorted = new TreeMap<>(Arrays::compareUnsigned);
    for (Row row : rows) {
      packer.put(row);
      sorted.put(Arrays.copyOf(packer.bytes(), packer.keyEnd()), row);
    }
    return new ArrayList<>(sorted.values());
  }
}
