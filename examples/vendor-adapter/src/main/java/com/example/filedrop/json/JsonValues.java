package com.example.filedrop.json;

import com.example.filedrop.record.ValueText;
import io.syncline.model.FieldType;
import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON values in and out; what JSON has no form for, such as dates, is ISO text. */
final class JsonValues {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonValues() {}

  /** In the type, or by its nature where it is not of the type. */
  static Value read(FieldType type, JsonNode node) {
    Optional<Value> typed =
        switch (type.kind()) {
          case DECIMAL ->
              node.isNumber() ? Optional.of(Value.of(node.decimalValue())) : Optional.empty();
          case DOUBLE ->
              node.isNumber() ? Optional.of(Value.of(node.doubleValue())) : Optional.empty();
          case DATE, TIME, DATE_TIME, INSTANT, UUID, BINARY ->
              node.isString() ? ValueText.ISO.parse(type, node.stringValue()) : Optional.empty();
          default -> Optional.empty();
        };
    return typed.orElseGet(() -> natural(node));
  }

  /** By its nature: text, number, truth value, list, struct or null. */
  static Value natural(JsonNode node) {
    if (node.isString()) {
      return Value.of(node.stringValue());
    }
    if (node.isBoolean()) {
      return Value.of(node.booleanValue());
    }
    if (node.isNumber()) {
      return node.isIntegralNumber() && node.canConvertToLong()
          ? Value.of(node.longValue())
          : Value.of(node.decimalValue());
    }
    if (node.isArray()) {
      List<Value> values = new ArrayList<>();
      node.forEach(each -> values.add(natural(each)));
      return new Value.Sequence(values);
    }
    if (node.isObject()) {
      Map<String, Value> members = new LinkedHashMap<>();
      node.properties().forEach(each -> members.put(each.getKey(), natural(each.getValue())));
      return new Value.Struct(members);
    }
    return Value.NULL;
  }

  /** Empty where JSON cannot hold the value. */
  static Optional<JsonNode> write(Value value) {
    return switch (value.kind()) {
      case NULL -> Optional.of(NODES.nullNode());
      case BOOLEAN -> Optional.of(NODES.booleanNode(((Value.Bool) value).value()));
      case INTEGER -> Optional.of(NODES.numberNode(((Value.Int) value).value()));
      case DECIMAL -> Optional.of(NODES.numberNode(((Value.Decimal) value).value()));
      case DOUBLE -> {
        double number = ((Value.Real) value).value();
        yield Double.isFinite(number) ? Optional.of(NODES.numberNode(number)) : Optional.empty();
      }
      case TEXT, DATE, TIME, DATE_TIME, INSTANT, UUID ->
          Optional.of(NODES.stringNode(value.toString()));
      case BINARY -> ValueText.ISO.print(FieldType.binary(), value).map(NODES::stringNode);
      case LIST -> array(((Value.Sequence) value).values());
      case SET -> array(((Value.SetOf) value).values());
      case STRUCT -> object(((Value.Struct) value).members());
      case LIFE -> Optional.empty();
    };
  }

  private static Optional<JsonNode> array(Collection<Value> values) {
    ArrayNode array = NODES.arrayNode();
    for (Value value : values) {
      Optional<JsonNode> node = write(value);
      if (node.isEmpty()) {
        return Optional.empty();
      }
      array.add(node.get());
    }
    return Optional.of(array);
  }

  private static Optional<JsonNode> object(Map<String, Value> members) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, Value> member : members.entrySet()) {
      Optional<JsonNode> node = write(member.getValue());
      if (node.isEmpty()) {
        return Optional.empty();
      }
      object.set(member.getKey(), node.get());
    }
    return Optional.of(object);
  }
}
