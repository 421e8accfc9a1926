package io.syncline.reconcile.policy;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows are one where all the named fields are equal after normalising.
 *
 * @param forms each field, and the form in which it is compared
 */
public record EqualFields(Map<String, Normaliser> forms) implements CorrelationRule {

  public EqualFields {
    forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
    if (forms.isEmpty()) {
      throw new IllegalArgumentException("must name a field: fields={}");
    }
  }

  /** This rule, where {@code field} must be equal too. */
  public EqualFields and(String field, Normaliser normaliser) {
    Map<String, Normaliser> map = new LinkedHashMap<>(forms);
    map.put(field, normaliser);
    return new EqualFields(map);
  }

  @Override
  public Set<String> fields() {
    return forms.keySet();
  }

  /**
   * The text by which canonical rows match under this rule: equal texts match. Empty where the row
   * matches nothing, since a field is absent, null or empty after normalising.
   */
  public Optional<String> key(Row row) {
    List<String> parts = new ArrayList<>(forms.size());
    for (Map.Entry<String, Normaliser> field : forms.entrySet()) {
      Optional<String> part = field.getValue().form(row, field.getKey());
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new NativeKey(parts).toString());
  }

  @Override
  public Set<String> keys(Row row) {
    return key(row).map(Set::of).orElse(Set.of());
  }

  @Override
  public double score(Row one, Row other) {
    Optional<String> key = key(one);
    return key.isPresent() && key.equals(key(other)) ? 1 : 0;
  }

  @Override
  public Thresholds thresholds() {
    return Thresholds.CERTAIN;
  }
}
