package io.syncline.vectors;

import io.syncline.model.EntityName;
import io.syncline.model.Field;
import io.syncline.model.FieldType;
import io.syncline.model.Life;
import io.syncline.model.Row;
import io.syncline.model.Schema;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.Registers;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** How the vectors write values, dots, stamps and registers. */
final class Notation {

  private final JsonNode fields;

  Notation(JsonNode fields) {
    this.fields = fields;
  }

  Schema schema() {
    List<Field> list = new ArrayList<>();
    fields.properties().forEach(each -> list.add(new Field(each.getKey(), type(each.getValue()))));
    return new Schema(new EntityName("customer"), list);
  }

  private static FieldType type(JsonNode name) {
    return switch (name.asString()) {
      case "text" -> FieldType.text();
      case "decimal" -> FieldType.decimal();
      case "instant" -> FieldType.instant();
      case "set" -> FieldType.setOf(FieldType.text());
      default -> throw new IllegalArgumentException("must be a known type: type=" + name);
    };
  }

  static String register(String name) {
    return name.equals("life") ? Registers.LIFE : name;
  }

  static String name(String register) {
    return register.equals(Registers.LIFE) ? "life" : register;
  }

  Value value(String name, JsonNode json) {
    if (json.isNull()) {
      return Value.NULL;
    }
    if (name.equals("life")) {
      return Life.valueOf(json.asString());
    }
    return switch (fields.path(name).asString("text")) {
      case "decimal" -> Value.of(new BigDecimal(json.asString()));
      case "instant" -> Value.of(OffsetDateTime.parse(json.asString()).toInstant());
      case "set" ->
          Value.set(
              VectorFile.elements(json).stream().map(each -> Value.of(each.asString())).toList());
      default -> Value.of(json.asString());
    };
  }

  Row row(JsonNode values) {
    Row.Builder row = Row.builder();
    values
        .properties()
        .forEach(each -> row.set(each.getKey(), value(each.getKey(), each.getValue())));
    return row.build();
  }

  static Optional<Version> version(JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(
        json.isNumber() ? Version.ordered(json.asLong()) : Version.opaque(json.asString()));
  }

  static SystemId system(JsonNode json) {
    return new SystemId(json.asString());
  }

  static Dot dot(JsonNode json) {
    List<String> parts = Arrays.asList(json.asString().split(":", 2));
    return new Dot(new SystemId(parts.get(0)), Long.parseLong(parts.get(1)));
  }

  /** In a merge the hub that made a value goes by its own id, but signs stamps as {@code hub}. */
  static Stamp stamp(JsonNode json, SystemId hub) {
    SystemId system = system(json.get(2));
    boolean signedByHub = system.name().equals("hub");
    return new Stamp(json.get(0).asLong(), json.get(1).asLong(), signedByHub ? hub : system);
  }

  static VersionVector clock(JsonNode json) {
    SortedMap<SystemId, Long> counters = new TreeMap<>();
    json.properties()
        .forEach(each -> counters.put(new SystemId(each.getKey()), each.getValue().asLong()));
    return new VersionVector(counters);
  }
}
