package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Supplier;

/** A lens between two known kinds; values of others are faults, and so are times out of range. */
abstract class TypedLens extends Lens {

  private final ValueKind nativeKind;
  private final ValueKind canonicalKind;

  TypedLens(ValueKind nativeKind, ValueKind canonicalKind) {
    this.nativeKind = nativeKind;
    this.canonicalKind = canonicalKind;
  }

  /** Never called with another kind than the native one. */
  abstract Converted readTyped(Value nativeValue);

  /** Never called with another kind than the canonical one. */
  abstract Converted writeTyped(Value canonical, Value old);

  @Override
  final Converted read(Value nativeValue) {
    return nativeValue.kind() == nativeKind
        ? inRange(nativeValue, () -> readTyped(nativeValue))
        : Faults.kind(nativeKind.toString(), nativeValue);
  }

  @Override
  final Converted writeValue(Value canonical, Value old) {
    return canonical.kind() == canonicalKind
        ? inRange(canonical, () -> writeTyped(canonical, old))
        : Faults.kind(canonicalKind.toString(), canonical);
  }

  private static Converted inRange(Value value, Supplier<Converted> conversion) {
    try {
      return conversion.get();
    } catch (DateTimeException | ArithmeticException e) {
      return Faults.rule("must be in the range of the other side", value);
    }
  }

  @Override
  Optional<ValueKind> nativeKind() {
    return Optional.of(nativeKind);
  }

  @Override
  Optional<ValueKind> canonicalKind() {
    return Optional.of(canonicalKind);
  }
}
