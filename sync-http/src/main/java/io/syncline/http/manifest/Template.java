package io.syncline.http.manifest;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A text with variables in braces, such as {@code /contacts/{id}}. */
public record Template(String text) {

  /** The names between braces. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>();
    forEach(literal -> {}, names::add);
    return names;
  }

  /** Hands out its parts, in their order. */
  public void forEach(Consumer<String> literal, Consumer<String> variable) {
    int from = 0;
    for (int close = text.indexOf('}'); close >= 0; close = text.indexOf('}', close + 1)) {
      int open = text.lastIndexOf('{', close);
      if (open >= from) {
        literal.accept(text.substring(from, open));
        variable.accept(text.substring(open + 1, close));
        from = close + 1;
      }
    }
    literal.accept(text.substring(from));
  }
}
