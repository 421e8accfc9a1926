package io.syncline.suggest;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds which rows of two samples are the same thing, by a field of each whose values are unique on
 * both sides and largely shared.
 *
 * <p>Numbers that count from 1 are shared by any two tables, so a number, and in the end any field,
 * is believed by what else then agrees: the best is the one by which the most other fields do.
 */
final class Couples {

  /** Fewer rows in common show nothing. */
  static final int FEW = 3;

  private static final double LEAST_SHARE = 0.2;

  private Couples() {}

  /** The rows of the best fields; empty where no field tells. */
  static List<Couple> of(Side one, Side other, List<Candidate> candidates) {
    List<Couple> best = List.of();
    int bestScore = 0;
    for (Candidate each : candidates) {
      List<Couple> couples = by(one, each.one().name(), other, each.other().name());
      if (couples.size() < FEW
          || couples.size() < LEAST_SHARE * Math.min(one.rows().size(), other.rows().size())) {
        continue;
      }
      int score = score(each, couples, candidates);
      if (score > bestScore || (score == bestScore && couples.size() > best.size())) {
        bestScore = score;
        best = couples;
      }
    }
    return bestScore == 0 ? List.of() : best;
  }

  private static int score(Candidate key, List<Couple> couples, List<Candidate> candidates) {
    long agreeing =
        candidates.stream()
            .filter(each -> !each.one().equals(key.one()) && !each.other().equals(key.other()))
            .filter(each -> Evidence.equal(couples, each).isStrong())
            .count();
    boolean counts = key.one().type().kind() == ValueKind.INTEGER;
    return (int) agreeing + (counts ? 0 : 1);
  }

  private static List<Couple> by(Side one, String oneField, Side other, String otherField) {
    Optional<Map<String, Row>> ones = unique(one.rows(), oneField);
    Optional<Map<String, Row>> others = unique(other.rows(), otherField);
    if (ones.isEmpty() || others.isEmpty()) {
      return List.of();
    }
    List<Couple> couples = new ArrayList<>();
    ones.get()
        .forEach(
            (value, row) -> {
              Row match = others.get().get(value);
              if (match != null) {
                couples.add(new Couple(row, match));
              }
            });
    return couples;
  }

  /** Row by value, without case and outer blanks; empty where a value is there twice. */
  static Optional<Map<String, Row>> unique(List<Row> rows, String field) {
    Map<String, Row> byValue = new HashMap<>();
    for (Row row : rows) {
      Value value = row.get(field).orElse(Value.NULL);
      String plain = PlainValue.of(value).strip().toLowerCase(Locale.ROOT);
      if (!value.isNull() && !plain.isEmpty() && byValue.put(plain, row) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(byValue);
  }
}
