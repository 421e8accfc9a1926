package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;

/** Exact change of unit: so many native units make one canonical unit. */
final class FactorLens extends TypedLens {

  private final BigDecimal factor;
  private final BigDecimal inverse;

  FactorLens(BigDecimal factor) {
    super(ValueKind.DECIMAL, ValueKind.DECIMAL);
    this.factor = factor;
    this.inverse = inverse(factor);
  }

  private static BigDecimal inverse(BigDecimal factor) {
    if (factor.signum() == 0) {
      throw new IllegalArgumentException("must not be 0: factor=" + factor);
    }
    try {
      return BigDecimal.ONE.divide(factor);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "must divide 1 with an end to the digits: factor=" + factor, e);
    }
  }

  @Override
  Converted readTyped(Value nativeValue) {
    return Converted.done(Value.of(((Value.Decimal) nativeValue).value().multiply(inverse)));
  }

  @Override
  Converted writeTyped(Value canonical, Value old) {
    return Converted.done(Value.of(((Value.Decimal) canonical).value().multiply(factor)));
  }
}
