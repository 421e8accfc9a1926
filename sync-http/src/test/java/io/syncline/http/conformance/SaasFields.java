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
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  /** Of many types, which the adapter describes itself. */
  static SaasFields describedByTheAdapter() {
    return ofContacts()
        .and(field("balance", FieldType.decimal(12, 2)))
        .and(field("since", FieldType.date()))
        .and(field("seen", FieldType.instant()))
        .and(field("alarm", FieldType.time()))
        .and(field("meeting", FieldType.dateTime()))
        .and(field("ref", FieldType.uuid()))
        .and(field("photo", FieldType.binary()));
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
      case BINARY -> Base64.getEncoder().encodeToString(((Value.Binary) value).value());
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
      case BINARY -> Value.of(Base64.getDecoder().decode(json.toString()));
      case DATE -> Value.of(LocalDate.parse(json.toString()));
      case TIME -> Value.of(LocalTime.parse(json.toString()));
      case DATE_TIME -> Value.of(LocalDateTime.parse(json.toString()));
      case INSTANT -> Value.of(Instant.parse(json.toString()));
      case UUID -> Value.of(UUID.fromString(json.toString()));
      default -> Value.of(json.toString());
    };
  }
}
