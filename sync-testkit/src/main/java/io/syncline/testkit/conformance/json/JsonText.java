package io.syncline.testkit.conformance.json;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A document as text for people and tools. */
public final class JsonText {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonText() {}

  /** The members may be maps, lists, text, numbers and booleans. */
  public static String of(Map<String, ?> document) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }
}
