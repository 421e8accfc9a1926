package io.syncline.testkit.host;

import io.syncline.config.EntityConfig;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.CorrelationRule;
import java.text.Normalizer;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a person would take two rows for one: a rule of the entity finds them alike, or they
 * differ in the fields of a rule by case, blanks and the like only.
 */
final class Likeness {

  private final EntityConfig entity;

  Likeness(EntityConfig entity) {
    this.entity = entity;
  }

  /** In which fields they are alike; empty where they are not. */
  Optional<String> of(Row one, Row other) {
    return entity.matchOn().stream()
        .filter(rule -> isAlike(rule, one, other))
        .map(rule -> String.join(", ", rule.fields()))
        .findFirst();
  }

  private static boolean isAlike(CorrelationRule rule, Row one, Row other) {
    boolean byRule =
        !Collections.disjoint(rule.keys(one), rule.keys(other))
            && rule.thresholds().doubts(rule.score(one, other));
    return byRule || rule.fields().stream().allMatch(field -> isAlike(field, one, other));
  }

  private static boolean isAlike(String field, Row one, Row other) {
    String form = plain(one, field);
    return !form.isEmpty() && form.equals(plain(other, field));
  }

  private static String plain(Row row, String field) {
    return row.get(field)
        .filter(value -> !value.isNull())
        .map(Value::toString)
        .map(text -> Normalizer.normalize(text, Normalizer.Form.NFKC))
        .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("\\s", ""))
        .orElse("");
  }
}
