package io.syncline.http.rest;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** JSON as values of the types that a manifest says. */
final class TypedValues {

  private TypedValues() {}

  /** What does not fit the type stays what it is in JSON: whoever takes it in can say so. */
  static Value value(JsonNode node, FieldType type) {
    return switch (type.kind()) {
      case DECIMAL -> node.isNumber() ? Value.of(node.decimalValue()) : JsonValues.value(node);
      case DOUBLE -> node.isNumber() ? Value.of(node.doubleValue()) : JsonValues.value(node);
      case BINARY, DATE, TIME, DATE_TIME, INSTANT, UUID ->
          node.isString() ? parsed(node.stringValue(), type) : JsonValues.value(node);
      default -> JsonValues.value(node);
    };
  }

  private static Value parsed(String text, FieldType type) {
    try {
      return switch (type.kind()) {
        case BINARY -> Value.of(Base64.getDecoder().decode(text));
        case DATE -> Value.of(LocalDate.parse(text));
        case TIME -> Value.of(LocalTime.parse(text));
        case DATE_TIME -> Value.of(LocalDateTime.parse(text));
        case INSTANT -> Value.of(OffsetDateTime.parse(text).toInstant());
        default -> Value.of(UUID.fromString(text));
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      return Value.of(text);
    }
  }
}
