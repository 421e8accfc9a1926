package io.syncline.config;

import io.syncline.config.Place.Named;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.SystemRules.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads which records are to be made in one system: {@code only: { country: [CN, HK] }}, a value in
 * text for each field, all of which must be met.
 */
record FieldScope(Map<String, List<String>> values) implements Scope {

  static Scope read(Place place) {
    Map<String, List<String>> values = new TreeMap<>();
    for (Named each : place.entries()) {
      values.put(each.name(), each.place().texts());
    }
    return new FieldScope(values);
  }

  @Override
  public boolean covers(Row agreed) {
    return values.entrySet().stream()
        .allMatch(
            each ->
                each.getValue().contains(agreed.get(each.getKey()).orElse(Value.NULL).toString()));
  }
}
