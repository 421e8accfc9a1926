package io.syncline.suggest;

import io.syncline.model.Row;
import io.syncline.model.Value;
import java.util.List;

/** Two rows, one of each side, that seem to be the same thing. */
record Couple(Row one, Row other) {

  /** The values of two fields wherever neither is absent or NULL. */
  static List<Values> values(List<Couple> couples, String one, String other) {
    return couples.stream()
        .map(each -> each.values(one, other))
        .filter(each -> !each.one.isNull() && !each.other.isNull())
        .toList();
  }

  private Values values(String first, String second) {
    return new Values(one.get(first).orElse(Value.NULL), other.get(second).orElse(Value.NULL));
  }

  /** What the two show of one thing. */
  record Values(Value one, Value other) {}
}
