package io.syncline.http.rest;

import io.syncline.http.manifest.WriteSpec;
import io.syncline.http.soap.Envelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What is put into one call.
 *
 * @param path with its query
 * @param variables of a body that is given in full; null is a value, and what is not here absent
 * @param items of its envelope, where it carries many
 * @param body of a call whose body is not given in full
 */
record CallParts(
    String path,
    Map<String, String> headers,
    Map<String, JsonNode> variables,
    List<Envelope.Item> items,
    Optional<JsonNode> body) {

  CallParts(
      String path,
      Map<String, String> headers,
      Map<String, JsonNode> variables,
      Optional<JsonNode> body) {
    this(path, headers, variables, List.of(), body);
  }

  /** All that its envelope has of values; no envelope has all fields as one. */
  Stream<JsonNode> values() {
    return Stream.concat(Stream.of(variables), items.stream().map(Envelope.Item::values))
        .flatMap(each -> each.entrySet().stream())
        .filter(each -> !each.getKey().equals(WriteSpec.FIELDS))
        .map(Map.Entry::getValue);
  }

  /** Of a path that has all there is to say. */
  static CallParts of(String path) {
    return new CallParts(path, Map.of(), Map.of(), Optional.empty());
  }

  static Map<String, JsonNode> texts(Map<String, String> texts) {
    Map<String, JsonNode> nodes = new HashMap<>();
    texts.forEach((name, text) -> nodes.put(name, JsonNodeFactory.instance.stringNode(text)));
    return nodes;
  }
}
