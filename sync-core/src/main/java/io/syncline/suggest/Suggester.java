package io.syncline.suggest;

import io.syncline.model.EntityName;
import io.syncline.model.ValueKind;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.suggest.FieldPair.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Drafts the mapping of one entity between two datasets. */
public final class Suggester {

  private final String entity;
  private final Side one;
  private final Side other;

  private Suggester(String entity, Side one, Side other) {
    this.entity = entity;
    this.one = one;
    this.other = other;
  }

  /**
   * The same input always gives the same draft.
   *
   * @throws IllegalArgumentException if the entity cannot have that name, or both sides are one
   *     system
   */
  public static MappingDraft suggest(String entity, Side one, Side other) {
    new EntityName(entity);
    if (one.system().equals(other.system())) {
      throw new IllegalArgumentException("must be two systems: system=" + one.system());
    }
    return new Suggester(entity, one, other).draft();
  }

  private MappingDraft draft() {
    List<Candidate> candidates = candidates();
    List<Couple> couples = Couples.of(one, other, candidates);
    List<Assessed> assessed =
        candidates.stream().map(each -> Assessed.of(each, Forms.best(couples, each))).toList();
    List<Assessed> possible = assessed.stream().filter(Suggester::mayTravel).toList();
    Pairing pairing = Pairing.of(possible);
    List<FieldPair> pairs = pairs(pairing.chosen());
    List<LeftOut> leftOut = new ArrayList<>();
    leftOut.addAll(leftOut(one, names(pairs, FieldPair::one), pairing.doubtfulOnes()));
    leftOut.addAll(leftOut(other, names(pairs, FieldPair::other), pairing.doubtfulOthers()));
    Matching matching = new Matching(one, other, pairs);
    return new MappingDraft(
        entity,
        pairs,
        matching.best(),
        leftOut,
        new DraftText(entity, one, other, couples.size(), pairs, matching, leftOut).toString());
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    Map<NativeField, FieldWords> others = words(other);
    words(one)
        .forEach(
            (first, words) ->
                others.forEach(
                    (second, same) ->
                        TypeFit.of(first.type(), second.type())
                            .map(fit -> new Candidate(first, second, words.likeness(same), fit))
                            .ifPresent(candidates::add)));
    return candidates;
  }

  /** Of the fields that may be mapped. */
  private static Map<NativeField, FieldWords> words(Side side) {
    Map<NativeField, FieldWords> words = new LinkedHashMap<>();
    side.schema().fields().stream()
        .filter(field -> Excluded.reason(field, side).isEmpty())
        .forEach(field -> words.put(field, FieldWords.of(field.name(), side.dataset())));
    return words;
  }

  /** Whether the pair may be a field: keys that each system gives by itself are none. */
  private static boolean mayTravel(Assessed each) {
    NativeField one = each.candidate().one();
    NativeField other = each.candidate().other();
    if (one.readOnly() && other.readOnly()) {
      return false;
    }
    boolean key = one.keyPart() || other.keyPart();
    boolean natural =
        one.keyPart()
            && other.keyPart()
            && one.type().kind() == ValueKind.TEXT
            && other.type().kind() == ValueKind.TEXT;
    return !key || each.evidence().isStrong() || (natural && !each.evidence().isTold());
  }

  private List<FieldPair> pairs(List<Assessed> chosen) {
    List<NativeField> order = one.schema().fields();
    Set<String> names = new HashSet<>();
    return chosen.stream()
        .sorted(Comparator.comparingInt(each -> order.indexOf(each.candidate().one())))
        .map(each -> new PairDraft(each, one, other).pair(names))
        .toList();
  }

  private static Set<String> names(List<FieldPair> pairs, Function<FieldPair, End> side) {
    return pairs.stream()
        .map(each -> side.apply(each).nativeField())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private List<LeftOut> leftOut(Side side, Set<String> paired, Map<NativeField, String> doubtful) {
    return side.schema().fields().stream()
        .filter(field -> !paired.contains(field.name()))
        .map(field -> new LeftOut(side.system(), field.name(), reason(side, field, doubtful)))
        .toList();
  }

  private String reason(Side side, NativeField field, Map<NativeField, String> doubtful) {
    return Excluded.reason(field, side)
        .orElseGet(
            () ->
                field.keyPart()
                    ? "the key, which each system gives by itself"
                    : Optional.ofNullable(doubtful.get(field))
                        .or(() -> otherKind(side, field))
                        .orElse("nothing like it on the other side"));
  }

  /** A field of the same words that no value of this one could stand in. */
  private Optional<String> otherKind(Side side, NativeField field) {
    boolean isOne = side.system().equals(one.system());
    Side opposite = isOne ? other : one;
    FieldWords words = FieldWords.of(field.name(), side.dataset());
    return opposite.schema().fields().stream()
        .filter(each -> words.isSame(FieldWords.of(each.name(), opposite.dataset())))
        .filter(each -> TypeFit.of(field.type(), each.type()).isEmpty())
        .findFirst()
        .map(each -> isOne ? kinds(field, each) : kinds(each, field));
  }

  private static String kinds(NativeField one, NativeField other) {
    return "kinds differ: "
        + DraftText.words(one.type())
        + " and "
        + DraftText.words(other.type())
        + "; a lens may lead from one to the other, as zone(Asia/Shanghai) does";
  }
}
