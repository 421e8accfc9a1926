package io.syncline.http.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML or JSON into nodes; scalars are kept as their text. */
final class NodeReader {

  private final Faults faults;

  NodeReader(Faults faults) {
    this.faults = faults;
  }

  /** Empty when the text is neither; the fault is told. */
  Optional<Node> read(String text) {
    ObjectMapper mapper =
        text.stripLeading().startsWith("{") ? JsonMapper.shared() : YAMLMapper.shared();
    try (JsonParser parser = mapper.createParser(text)) {
      if (parser.nextToken() == null) {
        faults.add("", 1, "must not be empty");
        return Optional.empty();
      }
      return Optional.of(node(parser, ""));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      faults.add("", line, "must be YAML or JSON: " + firstLine(e.getOriginalMessage()));
      return Optional.empty();
    }
  }

  private Node node(JsonParser parser, String path) {
    int line = parser.currentTokenLocation().getLineNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> branch(parser, path, line);
      case START_ARRAY -> items(parser, path, line);
      default ->
          new Node.Text(
              path, line, parser.getString(), parser.currentToken() != JsonToken.VALUE_STRING);
    };
  }

  private Node branch(JsonParser parser, String path, int line) {
    Map<String, Node> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String below = path.isEmpty() ? name : path + "." + name;
      int at = parser.currentTokenLocation().getLineNr();
      parser.nextToken();
      if (members.put(name, node(parser, below)) != null) {
        faults.add(below, at, "must be given once");
      }
    }
    return new Node.Branch(path, line, members);
  }

  private Node items(JsonParser parser, String path, int line) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, path + "[" + items.size() + "]"));
    }
    return new Node.Items(path, line, items);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
