package io.syncline.http.manifest;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON body with variables, such as {@code {page.size}}, within its texts. A text that is nothing
 * but a variable becomes its value, whatever that is. Below the top, an object or a list is left
 * out where it has variables and none of them has a value, and so is a text of which one has none.
 * Other braces stay as they are: without a dot in them they are no variables, but GraphQL.
 */
public record BodyTemplate(ObjectNode root) {

  /** The variable that is a number. */
  public static final String PAGE_SIZE = "page.size";

  /** Before the name of a field of the key, the variable for its part. */
  public static final String KEY = "key.";

  /** What is an object or a list. */
  private static final Set<String> LISTS = Set.of(WriteSpec.FIELDS, ReadSpec.Many.KEYS);

  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\{([a-zA-Z]+\\.[^{}\\s]+)}");

  /** The variables that it uses. */
  public Set<String> variables() {
    return variables(root);
  }

  /** Those that stand within longer texts though they may be no texts. */
  Set<String> misplaced() {
    Set<String> names = new TreeSet<>();
    texts(
        root,
        text -> {
          if (!VARIABLE.matcher(text).matches()) {
            collect(text, names);
          }
        });
    names.removeIf(name -> !name.startsWith(WriteSpec.FIELD) && !LISTS.contains(name));
    return names;
  }

  /**
   * A body of one's own, with every variable in place; one that is not in {@code values} has none.
   */
  public ObjectNode filled(Map<String, JsonNode> values) {
    return (ObjectNode) copy(root, values);
  }

  /** What it may become. */
  JsonNode sample() {
    Map<String, JsonNode> values = new HashMap<>();
    variables().forEach(name -> values.put(name, JsonNodeFactory.instance.stringNode("")));
    values.replace(WriteSpec.FIELDS, JsonNodeFactory.instance.objectNode().put("one", ""));
    values.replace(ReadSpec.Many.KEYS, JsonNodeFactory.instance.arrayNode().add(""));
    return filled(values);
  }

  private static Set<String> variables(JsonNode node) {
    Set<String> names = new TreeSet<>();
    texts(node, text -> collect(text, names));
    return names;
  }

  private static void collect(String text, Set<String> names) {
    VARIABLE.matcher(text).results().map(each -> each.group(1)).forEach(names::add);
  }

  private static void texts(JsonNode node, Consumer<String> seen) {
    if (node.isString()) {
      seen.accept(node.asString());
    } else {
      node.values().forEach(value -> texts(value, seen));
    }
  }

  private static Optional<JsonNode> filled(JsonNode node, Map<String, JsonNode> values) {
    if (node.isString()) {
      return text(node.asString(), values);
    }
    Set<String> names = variables(node);
    return !names.isEmpty() && Collections.disjoint(names, values.keySet())
        ? Optional.empty()
        : Optional.of(copy(node, values));
  }

  private static JsonNode copy(JsonNode node, Map<String, JsonNode> values) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node.isObject()) {
      ObjectNode copy = nodes.objectNode();
      node.forEachEntry(
          (name, value) -> filled(value, values).ifPresent(good -> copy.set(name, good)));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = nodes.arrayNode();
      node.values().forEach(value -> filled(value, values).ifPresent(copy::add));
      return copy;
    }
    return node;
  }

  private static Optional<JsonNode> text(String text, Map<String, JsonNode> values) {
    Matcher variable = VARIABLE.matcher(text);
    if (variable.matches()) {
      return Optional.ofNullable(values.get(variable.group(1)));
    }
    Set<String> names = new TreeSet<>();
    collect(text, names);
    return values.keySet().containsAll(names)
        ? Optional.of(JsonNodeFactory.instance.stringNode(inText(variable, values)))
        : Optional.empty();
  }

  private static String inText(Matcher text, Map<String, JsonNode> values) {
    return text.replaceAll(
        found ->
            Matcher.quoteReplacement(
                Objects.requireNonNull(values.get(found.group(1))).asString()));
  }
}
