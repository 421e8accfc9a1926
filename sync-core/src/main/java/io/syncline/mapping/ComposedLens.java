package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.Optional;

/** Two lenses, the first on the native side. */
final class ComposedLens extends Lens {

  private final Lens first;
  private final Lens next;

  ComposedLens(Lens first, Lens next) {
    this.first = first;
    this.next = next;
  }

  @Override
  public boolean isLossy() {
    return first.isLossy() || next.isLossy();
  }

  @Override
  public boolean isOneWay() {
    return first.isOneWay() || next.isOneWay();
  }

  @Override
  Converted read(Value nativeValue) {
    return first.get(nativeValue).then(next::get);
  }

  @Override
  Converted readNull() {
    return read(Value.NULL);
  }

  /** An old value that cannot be read gives no format to keep. */
  @Override
  Converted writeValue(Value canonical, Value old) {
    Value between = first.get(old) instanceof Converted.Done done ? done.value() : Value.NULL;
    return next.write(canonical, between).then(value -> first.write(value, old));
  }

  @Override
  Converted writeNull(Value old) {
    return writeValue(Value.NULL, old);
  }

  @Override
  Optional<ValueKind> nativeKind() {
    return first.nativeKind();
  }

  @Override
  Optional<ValueKind> canonicalKind() {
    return next.canonicalKind();
  }
}
