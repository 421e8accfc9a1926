package io.syncline.http.manifest;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON body with variables, such as {@code {page.size}}, within its texts. A text that is nothing
 * but the page's size becomes a number. Other braces stay as they are.
 */
public record BodyTemplate(ObjectNode root) {

  /** The variable that is a number. */
  static final String PAGE_SIZE = "page.size";

  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\{([a-zA-Z]+\\.[a-zA-Z]+)}");

  /** The variables that it uses. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>();
    VARIABLE.matcher(root.toString()).results().map(each -> each.group(1)).forEach(names::add);
    return names;
  }

  /** A body of one's own, with every variable in place. */
  public ObjectNode filled(Map<String, String> values) {
    return (ObjectNode) filled(root, values);
  }

  private static JsonNode filled(JsonNode node, Map<String, String> values) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node.isObject()) {
      ObjectNode copy = nodes.objectNode();
      node.forEachEntry((name, value) -> copy.set(name, filled(value, values)));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = nodes.arrayNode();
      node.values().forEach(value -> copy.add(filled(value, values)));
      return copy;
    }
    if (!node.isString()) {
      return node;
    }
    String text = node.asString();
    if (text.equals("{" + PAGE_SIZE + "}") && values.containsKey(PAGE_SIZE)) {
      return nodes.numberNode(Integer.parseInt(values.get(PAGE_SIZE)));
    }
    return nodes.stringNode(
        VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(in(found, values))));
  }

  private static String in(MatchResult found, Map<String, String> values) {
    return values.getOrDefault(found.group(1), found.group());
  }
}
