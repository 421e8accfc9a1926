package io.syncline.vectors;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Renames the numbers of writes in the order in which they were first seen per system, so that two
 * ways of numbering are equal when equal numbers mean equal keys in both.
 */
final class Keys {

  private final Map<String, Map<String, Integer>> seen = new HashMap<>();

  Map<String, String> rename(Map<String, String> texts, String system) {
    Map<String, String> renamed = new TreeMap<>(texts);
    renamed.replaceAll(
        (path, text) -> {
          if (path.equals("write.write")) {
            return number(system, text);
          }
          return path.endsWith(".inFlight.write")
              ? number(path.substring("systems.".length(), path.lastIndexOf(".inFlight")), text)
              : text;
        });
    return renamed;
  }

  private String number(String system, String text) {
    Map<String, Integer> numbers = seen.computeIfAbsent(system, each -> new HashMap<>());
    return "write-" + numbers.computeIfAbsent(text, each -> numbers.size() + 1);
  }
}
