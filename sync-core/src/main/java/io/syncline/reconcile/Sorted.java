package io.syncline.reconcile;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Immutable copies that iterate in the order of their names, so that equal states are equal bytes.
 */
final class Sorted {

  private Sorted() {}

  static <T> Map<String, T> map(Map<String, T> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }

  static Set<String> set(Set<String> set) {
    return set.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(set));
  }
}
