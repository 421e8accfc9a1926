package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.condition;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/** Compares keys part by part, in a form that the range optimisers of all databases understand. */
final class KeyOrder {

  private KeyOrder() {}

  static Condition atLeast(List<Field<?>> key, List<Field<?>> least) {
    if (key.size() == 1) {
      return condition("{0} >= {1}", key.get(0), least.get(0));
    }
    return condition(
        "({0} >= {1} and ({0} > {1} or {2}))",
        key.get(0), least.get(0), atLeast(rest(key), rest(least)));
  }

  static Condition below(List<Field<?>> key, List<Field<?>> bound) {
    if (key.size() == 1) {
      return condition("{0} < {1}", key.get(0), bound.get(0));
    }
    return condition(
        "({0} <= {1} and ({0} < {1} or {2}))",
        key.get(0), bound.get(0), below(rest(key), rest(bound)));
  }

  private static List<Field<?>> rest(List<Field<?>> parts) {
    return parts.subList(1, parts.size());
  }
}
