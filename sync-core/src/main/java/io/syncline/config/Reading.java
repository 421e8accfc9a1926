package io.syncline.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all places of one file share: its faults, the lines of its paths, the environment. */
final class Reading {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  private final Faults faults = new Faults();
  private final Map<String, Integer> lines = new TreeMap<>();
  private final Function<String, Optional<String>> environment;

  Reading(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  Faults faults() {
    return faults;
  }

  void stands(String path, int line) {
    lines.putIfAbsent(path, line);
  }

  /** The text with the environment's values; references to secrets stay. */
  String expanded(String path, String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(path, match.group(), match.group(1))));
  }

  private String value(String path, String whole, String name) {
    if (name.startsWith("secret:") && name.length() > "secret:".length()) {
      return whole;
    }
    if (!name.startsWith("env:") || name.equals("env:")) {
      faults.at(path, "must be ${env:NAME} or ${secret:NAME}: reference=" + whole);
      return whole;
    }
    String variable = name.substring("env:".length());
    Optional<String> value = environment.apply(variable);
    if (value.isEmpty()) {
      faults.at(path, "must be set in the environment: variable=" + variable);
    }
    return value.orElse(whole);
  }

  /** The faults, each with the line of its path or of what encloses it, in the file's order. */
  List<ConfigFault> located() {
    return faults.list().stream()
        .map(fault -> Map.entry(line(fault.path()), fault))
        .sorted(Map.Entry.comparingByKey())
        .map(
            each ->
                new ConfigFault(
                    each.getValue().path(),
                    each.getValue().message() + " (line " + each.getKey() + ")"))
        .toList();
  }

  private int line(String path) {
    String near = path;
    while (!near.isEmpty() && !lines.containsKey(near)) {
      near = near.substring(0, Math.max(0, Math.max(near.lastIndexOf('.'), near.lastIndexOf('['))));
    }
    return lines.getOrDefault(near, 1);
  }
}
