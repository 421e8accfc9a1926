package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Native codes and what they mean. Where several codes mean the same, the first is written. What
 * the dictionary does not know is a fault, unless another rule is stated.
 */
public final class DictionaryLens extends Lens {

  private static final int MOST_NAMED = 20;

  private enum Unknown {
    FAULT,
    PASS,
    DEFAULT
  }

  private final Map<Value, Value> meanings;
  private final Map<Value, Value> codes;
  private final Unknown unknown;
  private final Value fallback;

  private DictionaryLens(
      Map<Value, Value> meanings, Map<Value, Value> codes, Unknown unknown, Value fallback) {
    this.meanings = meanings;
    this.codes = codes;
    this.unknown = unknown;
    this.fallback = fallback;
  }

  /** The map's order says which of several codes is written. */
  static DictionaryLens of(Map<? extends Value, ? extends Value> meanings) {
    if (meanings.isEmpty()) {
      throw new IllegalArgumentException("must have an entry: dictionary=" + meanings);
    }
    Map<Value, Value> codes = new LinkedHashMap<>();
    meanings.forEach((code, meaning) -> codes.putIfAbsent(meaning, code));
    return new DictionaryLens(new LinkedHashMap<>(meanings), codes, Unknown.FAULT, Value.NULL);
  }

  static DictionaryLens of(List<String> pairs) {
    if (pairs.size() % 2 != 0) {
      throw new IllegalArgumentException("must be pairs of code and meaning: dictionary=" + pairs);
    }
    Map<Value, Value> meanings = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      if (meanings.put(Value.of(pairs.get(i)), Value.of(pairs.get(i + 1))) != null) {
        throw new IllegalArgumentException(
            "must name a code once: dictionary=" + pairs + " code=" + pairs.get(i));
      }
    }
    return of(meanings);
  }

  /**
   * This dictionary, where the unknown passes as it is. A canonical value that is itself a code of
   * another meaning stays a fault, since it would come back as that.
   */
  public DictionaryLens passUnknown() {
    return new DictionaryLens(meanings, codes, Unknown.PASS, Value.NULL);
  }

  /** Like {@link #unknownAs(Value)}, for text. */
  public DictionaryLens unknownAs(String meaning) {
    return unknownAs(Value.of(meaning));
  }

  /**
   * This dictionary, where every unknown code means {@code meaning} and every unknown canonical
   * value is written and shown as that. Lossy.
   */
  public DictionaryLens unknownAs(Value meaning) {
    if (!codes.containsKey(meaning)) {
      throw new IllegalArgumentException(
          "must be one of " + codes.keySet() + ": unknownAs=" + meaning);
    }
    return new DictionaryLens(meanings, codes, Unknown.DEFAULT, meaning);
  }

  @Override
  public boolean isLossy() {
    return unknown == Unknown.DEFAULT;
  }

  @Override
  Converted read(Value nativeValue) {
    Value meaning = meanings.get(nativeValue);
    if (meaning != null) {
      return Converted.done(meaning);
    }
    return switch (unknown) {
      case FAULT -> notOneOf(meanings, nativeValue);
      case PASS -> Converted.done(nativeValue);
      case DEFAULT -> Converted.done(fallback);
    };
  }

  @Override
  Converted readNull() {
    return meanings.containsKey(Value.NULL) ? read(Value.NULL) : Converted.done(Value.NULL);
  }

  @Override
  Converted writeValue(Value canonical, Value old) {
    Value code = codes.get(canonical);
    if (code != null) {
      return Converted.done(code);
    }
    return switch (unknown) {
      case FAULT -> notOneOf(codes, canonical);
      case PASS ->
          meanings.containsKey(canonical)
              ? Faults.rule("must not be a code of another meaning", canonical)
              : Converted.done(canonical);
      case DEFAULT -> Converted.done(Objects.requireNonNull(codes.get(fallback)));
    };
  }

  /** NULL is NULL, unless the dictionary gives it another meaning or a code. */
  @Override
  Converted writeNull(Value old) {
    return meanings.containsKey(Value.NULL) || codes.containsKey(Value.NULL)
        ? writeValue(Value.NULL, old)
        : Converted.done(Value.NULL);
  }

  private static Converted notOneOf(Map<Value, Value> known, Value value) {
    String names = known.size() > MOST_NAMED ? "the dictionary" : known.keySet().toString();
    return Faults.rule("must be one of " + names, value);
  }

  @Override
  Optional<ValueKind> nativeKind() {
    return onlyKind(meanings);
  }

  @Override
  Optional<ValueKind> canonicalKind() {
    return onlyKind(codes);
  }

  private static Optional<ValueKind> onlyKind(Map<Value, Value> keys) {
    List<ValueKind> kinds =
        keys.keySet().stream()
            .map(Value::kind)
            .filter(kind -> kind != ValueKind.NULL)
            .distinct()
            .toList();
    return kinds.size() == 1 ? Optional.of(kinds.get(0)) : Optional.empty();
  }
}
