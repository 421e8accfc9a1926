package io.syncline.reconcile.policy;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says when a native record without a link is the same thing as a known record: when all the named
 * fields are equal after normalising.
 */
public record CorrelationRule(Map<String, Normaliser> fields) {

  public CorrelationRule {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("must name a field: fields={}");
    }
  }

  /** Equal fields, compared as they are. */
  public static CorrelationRule on(String... fields) {
    Map<String, Normaliser> map = new LinkedHashMap<>();
    for (String field : fields) {
      map.put(field, Normaliser.exact());
    }
    return new CorrelationRule(map);
  }

  public static CorrelationRule on(String field, Normaliser normaliser) {
    return new CorrelationRule(Map.of(field, normaliser));
  }

  /** This rule, where {@code field} must be equal too. */
  public CorrelationRule and(String field, Normaliser normaliser) {
    Map<String, Normaliser> map = new LinkedHashMap<>(fields);
    map.put(field, normaliser);
    return new CorrelationRule(map);
  }

  /**
   * The text by which canonical rows match under this rule: equal texts match. Empty where the row
   * matches nothing, since a field is absent, null or empty after normalising.
   */
  public Optional<String> key(Row row) {
    List<String> parts = new ArrayList<>(fields.size());
    for (Map.Entry<String, Normaliser> field : fields.entrySet()) {
      Optional<Value> value = row.get(field.getKey()).filter(each -> !each.isNull());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      String part = field.getValue().normalise(value.get().toString());
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part);
    }
    return Optional.of(new NativeKey(parts).toString());
  }
}
