package io.syncline.http.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What is put into one call.
 *
 * @param path with its query
 * @param variables of its envelope, where it has one; null is a value, and what is not here absent
 * @param body where it has no envelope
 */
record CallParts(
    String path,
    Map<String, String> headers,
    Map<String, JsonNode> variables,
    Optional<JsonNode> body) {

  static CallParts of(String path, Map<String, String> variables) {
    return new CallParts(path, Map.of(), texts(variables), Optional.empty());
  }

  static Map<String, JsonNode> texts(Map<String, String> texts) {
    Map<String, JsonNode> nodes = new HashMap<>();
    texts.forEach((name, text) -> nodes.put(name, JsonNodeFactory.instance.stringNode(text)));
    return nodes;
  }
}
