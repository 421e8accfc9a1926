package io.syncline.http.codec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A body as a tree.
 *
 * @param body missing where it could not be read
 * @param flaw why not, to go on after "answered with"; empty: it was read
 */
public record Decoded(JsonNode body, String flaw) {

  static Decoded good(JsonNode body) {
    return new Decoded(body, "");
  }

  static Decoded flawed(String flaw) {
    return new Decoded(MissingNode.getInstance(), flaw);
  }
}
