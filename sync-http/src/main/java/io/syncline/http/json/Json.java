package io.syncline.http.json;

import java.io.Reader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON trees, with exact numbers. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  /** What {@link #MAPPER} writes without an exponent at most; beyond it fails. */
  private static final int MOST_SCALE = 9_999;

  private static final JsonMapper WITH_EXPONENTS =
      MAPPER.rebuild().disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  /** For values that others follow. */
  private static final JsonMapper ONE_OF_MANY =
      MAPPER.rebuild().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Empty for bytes that are not one JSON value. */
  public static Optional<JsonNode> parse(byte[] bytes) {
    try {
      return Optional.ofNullable(MAPPER.readTree(bytes)).filter(node -> !node.isMissingNode());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Empty for text that is not one JSON value. */
  public static Optional<JsonNode> parse(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** What reads a text token by token. */
  public static JsonParser parser(Reader text) {
    return ONE_OF_MANY.createParser(text);
  }

  /** The value at which a {@link #parser} is. */
  public static JsonNode read(JsonParser parser) {
    return ONE_OF_MANY.readTree(parser);
  }

  public static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (StreamWriteException e) { // a number of very many digits
      return WITH_EXPONENTS.writeValueAsBytes(node);
    }
  }

  /** The scalar at a place, as text; empty where there is none, or null. */
  public static Optional<String> text(JsonNode node, JsonPointer at) {
    JsonNode found = node.at(at);
    return found.isValueNode() && !found.isNull() ? Optional.of(scalar(found)) : Optional.empty();
  }

  /**
   * A scalar as text; a number without an exponent, as decimals of XML are, unless it would have
   * very many digits.
   */
  public static String scalar(JsonNode node) {
    return isPlain(node) ? node.decimalValue().toPlainString() : node.asString();
  }

  private static boolean isPlain(JsonNode node) {
    return node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) <= MOST_SCALE;
  }

  /** Puts a value at a place and makes the objects on the way; a place of none replaces nothing. */
  public static void put(ObjectNode root, JsonPointer at, JsonNode value) {
    if (at.tail() == null || at.matches()) {
      return;
    }
    String name = at.getMatchingProperty();
    if (at.tail().matches()) {
      root.set(name, value);
      return;
    }
    ObjectNode below = root.get(name) instanceof ObjectNode object ? object : root.putObject(name);
    put(below, at.tail(), value);
  }

  /** The items of a list; an object is one, where formats do not tell a list of one from it. */
  public static Collection<JsonNode> oneOrMany(JsonNode node) {
    return node.isObject() ? List.of(node) : node.values();
  }

  /** Puts a value beside those that the name has already, which become a list. */
  public static void add(ObjectNode object, String name, JsonNode value) {
    JsonNode before = object.get(name);
    if (before == null) {
      object.set(name, value);
    } else if (before instanceof ArrayNode list) {
      list.add(value);
    } else {
      object.putArray(name).add(before).add(value);
    }
  }

  /** The object at a place, made where it is not there; the root for the place of none. */
  public static ObjectNode objectAt(ObjectNode root, JsonPointer at) {
    if (at.matches()) {
      return root;
    }
    if (!(root.at(at) instanceof ObjectNode)) {
      put(root, at, MAPPER.createObjectNode());
    }
    return (ObjectNode) root.at(at);
  }
}
