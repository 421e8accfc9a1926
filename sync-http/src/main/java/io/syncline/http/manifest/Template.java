package io.syncline.http.manifest;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with variables in braces, such as {@code /contacts/{id}}. */
public record Template(String text) {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

  /** The names between braces. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>();
    forEach(literal -> {}, names::add);
    return names;
  }

  /** Hands out its parts, in their order. */
  public void forEach(Consumer<String> literal, Consumer<String> variable) {
    Matcher variables = VARIABLE.matcher(text);
    int from = 0;
    while (variables.find()) {
      literal.accept(text.substring(from, variables.start()));
      variable.accept(variables.group(1));
      from = variables.end();
    }
    literal.accept(text.substring(from));
  }
}
