package io.syncline.jdbc.schema;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floats of four bytes as doubles: by way of the shortest decimal that lies nearer to the float
 * than to any other, as PostgreSQL writes them. {@link Float#toString} was longer than that at
 * times before JDK 19.
 */
public final class ShortReal {

  private static final int MOST_DIGITS = 9;

  private ShortReal() {}

  public static double widen(float value) {
    if (value == 0 || Float.isNaN(value) || Float.isInfinite(value)) {
      return value;
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal near = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      BigDecimal far =
          exact.round(
              new MathContext(
                  digits,
                  near.abs().compareTo(exact.abs()) > 0 ? RoundingMode.DOWN : RoundingMode.UP));
      if (isInside(near, exact, value)) {
        return near.doubleValue();
      }
      if (isInside(far, exact, value)) {
        return far.doubleValue();
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).doubleValue();
  }

  /** Whether a decimal lies within half a step of the float, on the side where it lies. */
  private static boolean isInside(BigDecimal decimal, BigDecimal exact, float value) {
    float neighbour = decimal.compareTo(exact) > 0 ? Math.nextUp(value) : Math.nextDown(value);
    BigDecimal step =
        Float.isInfinite(neighbour)
            ? new BigDecimal(Math.ulp(value))
            : new BigDecimal(neighbour).subtract(exact).abs();
    BigDecimal twice = decimal.subtract(exact).abs().multiply(BigDecimal.valueOf(2));
    return twice.compareTo(step) < 0;
  }
}
