package io.syncline.suggest;

import io.syncline.model.Row;
import io.syncline.model.ValueKind;
import io.syncline.suggest.MappingDraft.MatchField;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the field by which records are matched at first contact. */
final class Matching {

  private static final Set<ValueKind> KINDS =
      EnumSet.of(ValueKind.TEXT, ValueKind.INTEGER, ValueKind.UUID);

  /** What most often names one thing, the surest first. */
  private static final List<String> USUAL =
      List.of("email", "code", "number", "sku", "isbn", "ean", "iban", "reference");

  private final Side one;
  private final Side other;
  private final List<FieldPair> pairs;

  Matching(Side one, Side other, List<FieldPair> pairs) {
    this.one = one;
    this.other = other;
    this.pairs = pairs;
  }

  /**
   * Unique in both samples; what usually names a thing before all else, then what most rows share.
   */
  Optional<MatchField> best() {
    return pairs.stream()
        .filter(each -> KINDS.contains(each.type().kind()) && each.type().symbols().isEmpty())
        .map(this::seen)
        .flatMap(Optional::stream)
        .min(
            Comparator.<Seen>comparingInt(each -> rank(each.pair))
                .thenComparing(Comparator.comparingInt(Seen::common).reversed()))
        .map(each -> new MatchField(rule(each.pair), each.reason));
  }

  /** What may name one thing, by its name alone. */
  Optional<String> usual() {
    return pairs.stream()
        .filter(each -> rank(each) < USUAL.size())
        .min(Comparator.comparingInt(Matching::rank))
        .map(Matching::rule);
  }

  private static int rank(FieldPair pair) {
    String name = pair.field().toLowerCase(Locale.ROOT);
    for (int rank = 0; rank < USUAL.size(); rank++) {
      if (name.endsWith(USUAL.get(rank))) {
        return rank;
      }
    }
    return USUAL.size();
  }

  private static String rule(FieldPair pair) {
    return pair.type().kind() == ValueKind.TEXT ? "lower(" + pair.field() + ")" : pair.field();
  }

  private record Seen(FieldPair pair, int common, String reason) {}

  private Optional<Seen> seen(FieldPair pair) {
    Optional<Map<String, Row>> ones = Couples.unique(one.rows(), pair.one().nativeField());
    Optional<Map<String, Row>> others = Couples.unique(other.rows(), pair.other().nativeField());
    if (ones.isEmpty() || others.isEmpty()) {
      return Optional.empty();
    }
    Set<String> common = new HashSet<>(ones.get().keySet());
    common.retainAll(others.get().keySet());
    return common.size() < Couples.FEW
        ? Optional.empty()
        : Optional.of(
            new Seen(
                pair,
                common.size(),
                "unique in the rows seen: "
                    + ones.get().size()
                    + " and "
                    + others.get().size()
                    + " values, "
                    + common.size()
                    + " in both"));
  }
}
