package io.syncline.http.rest;

import io.syncline.model.Life;
import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON to values and back. Numbers stay exact; what JSON has no form for becomes text. */
final class JsonValues {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonValues() {}

  static Value value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Value.of(node.stringValue());
      case BOOLEAN -> Value.of(node.booleanValue());
      case NUMBER -> number(node);
      case ARRAY -> list(node);
      case OBJECT -> struct(node);
      case NULL, MISSING, BINARY, POJO -> Value.NULL;
    };
  }

  /** A whole number that no {@code long} holds is a decimal. */
  private static Value number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? Value.of(node.longValue())
        : Value.of(node.decimalValue());
  }

  private static Value list(JsonNode node) {
    List<Value> values = new ArrayList<>(node.size());
    node.values().forEach(item -> values.add(value(item)));
    return new Value.Sequence(values);
  }

  private static Value struct(JsonNode node) {
    Map<String, Value> members = new LinkedHashMap<>();
    node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
    return new Value.Struct(members);
  }

  static JsonNode node(Value value) {
    return switch (value.kind()) {
      case NULL -> NODES.nullNode();
      case BOOLEAN -> NODES.booleanNode(((Value.Bool) value).value());
      case INTEGER -> NODES.numberNode(((Value.Int) value).value());
      case DECIMAL -> NODES.numberNode(((Value.Decimal) value).value());
      case DOUBLE -> real(((Value.Real) value).value());
      case BINARY ->
          NODES.stringNode(Base64.getEncoder().encodeToString(((Value.Binary) value).value()));
      case TEXT, DATE, TIME, DATE_TIME, INSTANT, UUID -> NODES.stringNode(value.toString());
      case LIST -> array(((Value.Sequence) value).values());
      case SET -> array(((Value.SetOf) value).values());
      case STRUCT -> object(((Value.Struct) value).members());
      case LIFE -> NODES.stringNode(((Life) value).name());
    };
  }

  /** JSON has no infinity and no NaN: they go as text, which the service will refuse. */
  private static JsonNode real(double value) {
    return Double.isFinite(value)
        ? NODES.numberNode(value)
        : NODES.stringNode(Double.toString(value));
  }

  private static ArrayNode array(Iterable<Value> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(item -> array.add(node(item)));
    return array;
  }

  private static ObjectNode object(Map<String, Value> members) {
    ObjectNode object = NODES.objectNode();
    members.forEach((name, member) -> object.set(name, node(member)));
    return object;
  }
}
