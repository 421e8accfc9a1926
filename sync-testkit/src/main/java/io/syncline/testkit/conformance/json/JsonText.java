package io.syncline.testkit.conformance.json;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A document as text for people and tools. */
public final class JsonText {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<Map<String, @Nullable Object>> DOCUMENT =
      new TypeReference<>() {};

  private JsonText() {}

  /** The members may be maps, lists, text, numbers and booleans. */
  public static String of(Map<String, ?> document) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  /** The same in one line. */
  public static String line(Map<String, ? extends @Nullable Object> document) {
    return MAPPER.writeValueAsString(document);
  }

  /** The document that a line holds; empty: it holds none. */
  public static Optional<Map<String, @Nullable Object>> parse(String line) {
    try {
      return Optional.ofNullable(MAPPER.readValue(line, DOCUMENT));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
