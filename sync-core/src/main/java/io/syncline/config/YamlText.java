package io.syncline.config;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Parses one YAML document into nodes that know their lines. */
final class YamlText {

  private static final int MOST_DEPTH = 50;

  private final JsonParser parser;

  private YamlText(JsonParser parser) {
    this.parser = parser;
  }

  /** The document; an empty file is an empty mapping. */
  static Node parse(String name, String text) {
    try (JsonParser parser =
        new YAMLFactory().createParser(ObjectReadContext.empty(), new WholeCharacters(text))) {
      YamlText yaml = new YamlText(parser);
      JsonToken first = parser.nextToken();
      return first == null ? new Node.Entries(List.of(), 1) : yaml.node(first, 0);
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new ConfigException(
          List.of(new ConfigFault(name, "must be YAML: " + e.getOriginalMessage() + line)));
    }
  }

  private Node node(JsonToken token, int depth) {
    int line = line();
    if (depth > MOST_DEPTH) {
      throw new ConfigException(
          List.of(
              new ConfigFault("", "must be at most " + MOST_DEPTH + " deep (line " + line + ")")));
    }
    return switch (token) {
      case START_OBJECT -> entries(depth, line);
      case START_ARRAY -> items(depth, line);
      case VALUE_NULL -> new Node.Scalar("", line);
      default -> new Node.Scalar(parser.getString(), line);
    };
  }

  private Node entries(int depth, int line) {
    List<Node.Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int at = line();
      entries.add(new Node.Entry(key, at, node(parser.nextToken(), depth + 1)));
    }
    return new Node.Entries(entries, line);
  }

  private Node items(int depth, int line) {
    List<Node> nodes = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      nodes.add(node(token, depth + 1));
    }
    return new Node.Items(nodes, line);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
