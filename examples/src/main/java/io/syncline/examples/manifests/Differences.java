package io.syncline.examples.manifests;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares what two systems have, without asking a hub. */
final class Differences {

  private Differences() {}

  /** How many keys do not have the same on both sides. */
  static <T> long between(Map<String, T> one, Map<String, T> other) {
    Set<String> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys.stream()
        .filter(key -> !(one.containsKey(key) && one.get(key).equals(other.get(key))))
        .count();
  }
}
