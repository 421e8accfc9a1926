package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.Optional;

/**
 * One value and NULL mean the same; canonically either NULL or the value stands for both. Lossy.
 */
final class NullLens extends Lens {

  private final Value twin;
  private final Value canonical;

  private NullLens(Value twin, Value canonical) {
    this.twin = twin;
    this.canonical = canonical;
  }

  /** {@code twin} is NULL canonically. */
  static Lens isNull(Value twin) {
    return new NullLens(twin, Value.NULL);
  }

  /** NULL is {@code twin} canonically. */
  static Lens nullAs(Value twin) {
    if (twin.isNull()) {
      throw new IllegalArgumentException("must not be NULL: value=" + twin);
    }
    return new NullLens(twin, twin);
  }

  @Override
  public boolean isLossy() {
    return true;
  }

  @Override
  Converted read(Value nativeValue) {
    return Converted.done(nativeValue.equals(twin) ? canonical : nativeValue);
  }

  @Override
  Converted readNull() {
    return Converted.done(canonical);
  }

  @Override
  Converted writeValue(Value value, Value old) {
    return Converted.done(value.equals(twin) ? canonical : value);
  }

  @Override
  Optional<ValueKind> nativeKind() {
    return Optional.of(twin.kind());
  }

  @Override
  Optional<ValueKind> canonicalKind() {
    return Optional.of(twin.kind());
  }
}
