package io.syncline.http.manifest;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all sections of one file share, and what texts of that file mean.
 *
 * @param used the settings that were referred to
 * @param calls those that were read, by {@link Call#toString()}
 * @param directory of the file; empty: the text is in none
 */
record Source(
    Faults faults,
    Map<String, String> settings,
    Set<String> used,
    Set<String> calls,
    Optional<Path> directory) {

  private static final Pattern SETTING = Pattern.compile("\\$\\{settings\\.([A-Za-z0-9_.-]+)}");
  private static final Pattern ANY = Pattern.compile("\\$\\{[^}]*}");

  /** How the marker of a draft begins. */
  private static final String OPEN = "${TODO";

  Path file(String name) {
    return directory.map(folder -> folder.resolve(name)).orElse(Path.of(name));
  }

  /** With the values of settings in the place of their names. */
  String resolved(Node.Text node) {
    Matcher reference = SETTING.matcher(node.text());
    StringBuilder text = new StringBuilder();
    while (reference.find()) {
      String name = reference.group(1);
      used.add(name);
      if (!settings.containsKey(name)) {
        faults.add(node, "must be set: setting=" + name);
      }
      reference.appendReplacement(
          text, Matcher.quoteReplacement(settings.getOrDefault(name, "unset")));
    }
    reference.appendTail(text);
    ANY.matcher(SecretText.REFERENCE.matcher(node.text()).replaceAll(""))
        .results()
        .filter(found -> !SETTING.matcher(found.group()).matches())
        .forEach(found -> faults.add(node, rule(found.group()) + ": " + found.group()));
    return text.toString();
  }

  private static String rule(String reference) {
    return isOpen(reference) ? "must be filled in" : "must be ${settings.name} or ${secret.name}";
  }

  /** Whether a draft left something in it for a person. */
  static boolean isOpen(String text) {
    return text.contains(OPEN);
  }

  /** A tree as it is, with its settings. */
  JsonNode json(Node node) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node instanceof Node.Branch branch) {
      ObjectNode object = nodes.objectNode();
      branch.members().forEach((name, member) -> object.set(name, json(member)));
      return object;
    }
    if (node instanceof Node.Items list) {
      ArrayNode array = nodes.arrayNode();
      list.items().forEach(item -> array.add(json(item)));
      return array;
    }
    Node.Text scalar = (Node.Text) node;
    if (scalar.text().contains("${secret.")) {
      faults.add(node, "must not hold a secret");
    }
    return scalar.literal() ? literal(scalar) : nodes.stringNode(resolved(scalar));
  }

  /** What YAML takes for a number and JSON does not is a text. */
  private static JsonNode literal(Node.Text scalar) {
    try {
      return JsonMapper.shared().readTree(scalar.text());
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.stringNode(scalar.text());
    }
  }
}
