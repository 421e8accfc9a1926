package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.util.Optional;

/** A lens that declares more than it knows of itself. */
final class DeclaredLens extends Lens {

  private final Lens lens;
  private final boolean lossy;
  private final boolean oneWay;

  DeclaredLens(Lens lens, boolean lossy, boolean oneWay) {
    this.lens = lens;
    this.lossy = lossy;
    this.oneWay = oneWay;
  }

  @Override
  public boolean isLossy() {
    return lossy;
  }

  @Override
  public boolean isOneWay() {
    return oneWay;
  }

  @Override
  Converted read(Value nativeValue) {
    return lens.get(nativeValue);
  }

  @Override
  Converted readNull() {
    return lens.readNull();
  }

  @Override
  Converted writeValue(Value canonical, Value old) {
    return oneWay
        ? Faults.rule("must not be written, the lens is one-way", canonical)
        : lens.write(canonical, old);
  }

  @Override
  Converted writeNull(Value old) {
    return writeValue(Value.NULL, old);
  }

  @Override
  Optional<ValueKind> nativeKind() {
    return lens.nativeKind();
  }

  @Override
  Optional<ValueKind> canonicalKind() {
    return lens.canonicalKind();
  }
}
