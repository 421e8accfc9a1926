package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.model.LargeObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Sums up some values of a record by SHA-256. What is missing is null, and members of objects count
 * in any order: neither makes another digest.
 */
final class FieldsDigest {

  /** Half of it, which is enough to tell the states of one record apart. */
  private static final int BYTES = 16;

  private FieldsDigest() {}

  static String of(JsonNode record, List<JsonPointer> places) {
    StringBuilder text = new StringBuilder();
    places.forEach(place -> append(record.at(place), text));
    byte[] digest = LargeObject.sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }

  /** Each value ends where the next one begins, so that no two lists have one text. */
  private static void append(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      node.forEachEntry(members::put);
      text.append('{').append(members.size());
      members.forEach(
          (name, value) -> {
            scalar('n', name, text);
            append(value, text);
          });
    } else if (node.isArray()) {
      text.append('[').append(node.size());
      node.forEach(each -> append(each, text));
    } else if (node.isMissingNode() || node.isNull()) {
      text.append('-');
    } else {
      scalar(node.isString() ? 's' : node.isNumber() ? 'd' : 'b', Json.scalar(node), text);
    }
  }

  private static void scalar(char kind, String value, StringBuilder text) {
    text.append(kind).append(value.length()).append(':').append(value);
  }
}
