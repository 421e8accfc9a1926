package io.syncline.http.codec;

import io.syncline.http.json.Json;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A JSON value per line; the tree is the list of them. */
final class NdjsonFormat implements Format {

  @Override
  public String name() {
    return "NDJSON";
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/x-ndjson", "application/jsonl");
  }

  @Override
  public JsonNode read(String text) throws Unreadable {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      if (!line.isBlank()) {
        Optional<JsonNode> value = Json.parse(line);
        if (value.isEmpty()) {
          throw new Unreadable("something that is not NDJSON: line=" + number);
        }
        lines.add(value.get());
      }
    }
    return lines;
  }

  @Override
  public boolean hasRows() {
    return true;
  }

  /** The tree is the list, so it is nowhere else. */
  @Override
  public Rows rows(Reader text, JsonPointer at) {
    return new JsonRows(name(), text, Optional.empty());
  }

  @Override
  public String write(JsonNode tree, Charset charset) {
    Iterable<JsonNode> lines = tree.isArray() ? tree.values() : List.of(tree);
    return StreamSupport.stream(lines.spliterator(), false)
        .map(line -> Json.write(line) + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public boolean isTextual() {
    return false;
  }
}
