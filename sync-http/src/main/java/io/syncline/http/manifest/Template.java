package io.syncline.http.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with variables in braces, such as {@code /contacts/{id}}. */
public record Template(String text) {

  /** The names between braces. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>();
    forEach(literal -> {}, names::add);
    return names;
  }

  /**
   * What is in the place of its variables where an address ends as it does, decoded; empty where
   * the address does not. A variable is within one segment.
   */
  Optional<Map<String, String>> endOf(String address) {
    List<String> names = new ArrayList<>();
    StringBuilder pattern = new StringBuilder(".*");
    forEach(
        literal -> pattern.append(Pattern.quote(literal)),
        name -> {
          names.add(name);
          pattern.append("([^/]+)");
        });
    Matcher found = Pattern.compile(pattern.toString()).matcher(address.split("[?#]", 2)[0]);
    if (!found.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Optional<String> value = Call.decode(found.group(i + 1));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(names.get(i), value.get());
    }
    return Optional.of(values);
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
