package io.syncline.http.conformance;

import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a fake contact: what the server demands of them, and how JSON has their values. */
record SaasFields(List<NativeField> all) {

  static SaasFields ofContacts() {
    return new SaasFields(
        List.of(
            field("name", FieldType.text(80)),
            field("email", FieldType.text()),
            field("visits", FieldType.integer()),
            field("vip", FieldType.bool()),
            field("status", FieldType.oneOf("active", "blocked"))));
  }

  /** Whose whole amounts JSON cannot tell from integers. */
  static SaasFields withDecimals() {
    return ofContacts().and(field("balance", FieldType.decimal(12, 2)));
  }

  /** With names that need care in paths, pointers and JSON. */
  static SaasFields oddlyNamed() {
    SaasFields fields = ofContacts();
    for (String name : List.of("Select", "a b.c", "quo\"te'd", "\u00fcn\u00ef")) {
      fields = fields.and(field(name, FieldType.text()));
    }
    return fields;
  }

  private SaasFields and(NativeField field) {
    List<NativeField> more = new ArrayList<>(all);
    more.add(field);
    return new SaasFields(List.copyOf(more));
  }

  private static NativeField field(String name, FieldType type) {
    return new NativeField(name, type, true, false, false);
  }

  void demandedBy(FakeDataset dataset) {
    dataset
        .rule(FakeRule.maxLength("name", 80))
        .rule(FakeRule.oneOf("status", "active", "blocked"))
        .rule(FakeRule.maxDecimals("balance", 2))
        .rule(FakeRule.below("balance", BigDecimal.TEN.pow(10)));
  }

  /** As the server would have parsed it. */
  Map<String, @Nullable Object> toJson(Row row) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    row.forEach((name, value) -> json.put(name, toJson(value)));
    return json;
  }

  private static @Nullable Object toJson(Value value) {
    return switch (value.kind()) {
      case NULL -> null;
      case BOOLEAN -> ((Value.Bool) value).value();
      case INTEGER -> ((Value.Int) value).value();
      case DECIMAL -> ((Value.Decimal) value).value();
      default -> value.toString();
    };
  }

  Row toRow(FakeRecord record) {
    Row.Builder row = Row.builder();
    row.set("id", Value.of(record.id()));
    for (NativeField field : all) {
      if (record.fields().containsKey(field.name())) {
        row.set(field.name(), toValue(field.type().kind(), record.fields().get(field.name())));
      }
    }
    return row.set("updatedAt", Value.of(record.updatedAt().toString()))
        .set("archived", Value.of(record.archived()))
        .set("etag", Value.of(record.etag()))
        .build();
  }

  private static Value toValue(ValueKind kind, @Nullable Object json) {
    if (json == null) {
      return Value.NULL;
    }
    return switch (kind) {
      case BOOLEAN -> Value.of((Boolean) json);
      case INTEGER -> Value.of(((Number) json).longValue());
      case DECIMAL -> Value.of(new BigDecimal(json.toString()));
      default -> Value.of(json.toString());
    };
  }
}
