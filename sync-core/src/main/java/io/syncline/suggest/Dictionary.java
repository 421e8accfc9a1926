package io.syncline.suggest;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.suggest.Couple.Values;
import io.syncline.suggest.Evidence.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Two small sets of symbols that stand for each other, such as A and B for active and blocked. The
 * longer words are the canonical ones.
 */
final class Dictionary {

  private static final int MOST_SYMBOLS = 12;

  /** On average each symbol is seen so often, else any two fields with unique values would do. */
  private static final int SEEN = 3;

  /** What an argument of a lens can say. */
  private static final Pattern SAYABLE =
      Pattern.compile("[\\p{L}\\p{Nd}_.-]([\\p{L}\\p{Nd}_. -]*[\\p{L}\\p{Nd}_.-])?");

  private Dictionary() {}

  /** Empty where the values do not stand for each other, one to one and without exception. */
  static Optional<Evidence> of(List<Values> values, Candidate candidate) {
    Map<String, String> forth = new TreeMap<>();
    Map<String, String> back = new HashMap<>();
    for (Values each : values) {
      String one = each.one().toString();
      String other = each.other().toString();
      String meant = forth.putIfAbsent(one, other);
      String coded = back.putIfAbsent(other, one);
      if ((meant != null && !meant.equals(other))
          || (coded != null && !coded.equals(one))
          || forth.size() > MOST_SYMBOLS) {
        return Optional.empty();
      }
    }
    boolean enough = forth.size() > 1 && values.size() >= SEEN * forth.size();
    return enough && sayable(forth) && sayable(back)
        ? form(forth, back, candidate)
            .map(form -> new Evidence(values.size(), 1, forth.size(), form))
        : Optional.empty();
  }

  private static boolean sayable(Map<String, String> symbols) {
    return symbols.keySet().stream().allMatch(Dictionary::isSayable);
  }

  /** Whether a file can name the symbol as an argument. */
  static boolean isSayable(String symbol) {
    return SAYABLE.matcher(symbol).matches();
  }

  private static Optional<Form> form(
      Map<String, String> forth, Map<String, String> back, Candidate candidate) {
    ValueKind one = candidate.one().type().kind();
    ValueKind other = candidate.other().type().kind();
    if (one == ValueKind.TEXT && other == ValueKind.TEXT) {
      return Optional.of(
          length(forth) < length(back)
              ? form("a dictionary", oneOf(back), Optional.of(dictionary(forth)), Optional.empty())
              : form(
                  "a dictionary", oneOf(forth), Optional.empty(), Optional.of(dictionary(back))));
    }
    FieldType bool = FieldType.bool();
    if (one == ValueKind.TEXT && other == ValueKind.BOOLEAN) {
      return flag(back).map(lens -> form("a flag", bool, Optional.of(lens), Optional.empty()));
    }
    if (one == ValueKind.BOOLEAN && other == ValueKind.TEXT) {
      return flag(forth).map(lens -> form("a flag", bool, Optional.empty(), Optional.of(lens)));
    }
    return Optional.empty();
  }

  private static Form form(
      String means, FieldType type, Optional<String> one, Optional<String> other) {
    return Form.of("the same by " + means, one, other).as(type);
  }

  private static FieldType oneOf(Map<String, String> meanings) {
    return FieldType.oneOf(meanings.keySet().stream().sorted().toArray(String[]::new));
  }

  private static int length(Map<String, String> symbols) {
    return symbols.keySet().stream().mapToInt(String::length).sum();
  }

  private static String dictionary(Map<String, String> meanings) {
    return new TreeMap<>(meanings)
        .entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(", ", "dictionary(", ")"));
  }

  private static Optional<String> flag(Map<String, String> texts) {
    String yes = texts.get(Value.of(true).toString());
    String no = texts.get(Value.of(false).toString());
    return yes == null || no == null
        ? Optional.empty()
        : Optional.of("flag(" + yes + ", " + no + ")");
  }
}
