package io.syncline.mapping;

import io.syncline.model.Value;

/** Shows one value whatever the native side holds, and writes it whatever it is given. Lossy. */
final class ConstantLens extends Lens {

  private final Converted constant;

  ConstantLens(Value constant) {
    this.constant = Converted.done(constant);
  }

  @Override
  public boolean isLossy() {
    return true;
  }

  @Override
  Converted read(Value nativeValue) {
    return constant;
  }

  @Override
  Converted readNull() {
    return constant;
  }

  @Override
  Converted writeValue(Value canonical, Value old) {
    return constant;
  }

  @Override
  Converted writeNull(Value old) {
    return constant;
  }
}
