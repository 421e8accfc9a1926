package io.syncline.suggest;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.suggest.Couple.Values;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * What the values of two fields say, over rows that are the same thing.
 *
 * @param rows how many showed both values
 * @param share of those that agree
 * @param distinct how many different values agreed, since a constant agrees by chance
 * @param form what makes them agree
 */
record Evidence(int rows, double share, int distinct, Form form) {

  /** From here on, values agree. */
  static final double STRONG = 0.8;

  /** Fewer different values agree by chance. */
  private static final int FEW_VALUES = 3;

  /**
   * How values agree.
   *
   * @param type what the canonical field is then; empty: what the native types say
   * @param one the lens of the first side, in the words of a file; empty: none
   * @param other that of the second
   */
  record Form(
      String words, Optional<FieldType> type, Optional<String> one, Optional<String> other) {

    static final Form EQUAL = of("equal", Optional.empty(), Optional.empty());

    static Form of(String words, Optional<String> one, Optional<String> other) {
      return new Form(words, Optional.empty(), one, other);
    }

    Form as(FieldType canonical) {
      return new Form(words, Optional.of(canonical), one, other);
    }
  }

  boolean isStrong() {
    return rows >= Couples.FEW && share >= STRONG && distinct >= FEW_VALUES;
  }

  /** Whether all values change form without exception, which two fields hardly do by chance. */
  boolean isTranslation() {
    return isTold() && share == 1 && form.type().isPresent();
  }

  /** Whether there are rows enough to say anything. */
  boolean isTold() {
    return rows >= Couples.FEW;
  }

  String words() {
    return Math.round(share * rows) + " of " + rows + " values " + form.words();
  }

  /** Values that are the same as they are, whatever their kind. */
  static Evidence equal(List<Couple> couples, Candidate candidate) {
    boolean sameKind = candidate.one().type().kind() == candidate.other().type().kind();
    List<Values> values = Couple.values(couples, candidate.one().name(), candidate.other().name());
    return sameKind
        ? of(values, Form.EQUAL, (a, b) -> PlainValue.of(a).equals(PlainValue.of(b)))
        : of(values, Form.EQUAL, (a, b) -> PlainValue.read(a).equals(PlainValue.read(b)));
  }

  static Evidence of(List<Values> values, Form form, BiPredicate<Value, Value> agree) {
    List<Values> agreeing =
        values.stream().filter(each -> agree.test(each.one(), each.other())).toList();
    Set<String> distinct =
        agreeing.stream()
            .map(each -> PlainValue.of(each.one()).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    double share = values.isEmpty() ? 0 : (double) agreeing.size() / values.size();
    return new Evidence(values.size(), share, distinct.size(), form);
  }
}
