package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.schema.Column;
import java.math.BigDecimal;
import org.jooq.Field;

/** Cuts microseconds off at a coarser precision. */
final class Fraction {

  private Fraction() {}

  /**
   * Multiplies by a decimal fraction, which is exact, where a division would round as a setting
   * says.
   */
  static Field<?> cut(Column column, DigestField field, Field<?> micros) {
    if (column.digits() <= field.digits() || field.digits() == DigestField.MOST_DIGITS) {
      return micros;
    }
    BigDecimal step = BigDecimal.valueOf(field.stepMicros());
    return field(
        "(floor(({0}) * {1}) * {2})",
        micros, inline(BigDecimal.ONE.divide(step)), inline(field.stepMicros()));
  }
}
