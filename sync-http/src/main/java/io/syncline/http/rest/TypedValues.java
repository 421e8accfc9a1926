package io.syncline.http.rest;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** JSON as values of the types that a manifest says. */
final class TypedValues {

  private static final JsonPointer TEXT = JsonPointer.compile("/#text");

  private TypedValues() {}

  /** What does not fit the type stays what it is in JSON: whoever takes it in can say so. */
  static Value value(JsonNode node, FieldType type) {
    return value(node, type, false);
  }

  /** The same for formats where every scalar is a text: {@code textual}. */
  static Value value(JsonNode found, FieldType type, boolean textual) {
    JsonNode node = textual && found.at(TEXT).isString() ? found.at(TEXT) : found;
    return textual && node.isString() ? ofText(node.stringValue(), type) : ofJson(node, type);
  }

  /** An empty text is no number, no time and no flag, so it is none. */
  private static Value ofText(String text, FieldType type) {
    boolean isText = type.kind() == ValueKind.TEXT || type.kind() == ValueKind.BINARY;
    if (text.isBlank() && !isText) {
      return Value.NULL;
    }
    return switch (type.kind()) {
      case INTEGER, DECIMAL, DOUBLE, BOOLEAN -> scalar(text.strip(), type);
      case BINARY, DATE, TIME, DATE_TIME, INSTANT, UUID -> parsed(text.strip(), type);
      default -> Value.of(text);
    };
  }

  /** As XML Schema writes them, part 2, sections 3.2.2 to 3.2.5. */
  private static Value scalar(String text, FieldType type) {
    try {
      return switch (type.kind()) {
        case INTEGER -> Value.of(Long.parseLong(text));
        case DECIMAL -> Value.of(new BigDecimal(text));
        case DOUBLE -> Value.of(Double.parseDouble(text.replace("INF", "Infinity")));
        default -> flag(text);
      };
    } catch (NumberFormatException e) {
      return Value.of(text);
    }
  }

  private static Value flag(String text) {
    return switch (text) {
      case "true", "1" -> Value.of(true);
      case "false", "0" -> Value.of(false);
      default -> Value.of(text);
    };
  }

  private static Value ofJson(JsonNode node, FieldType type) {
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
