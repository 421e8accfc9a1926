package io.syncline.mapping;

import io.syncline.model.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Writes text as the old text was written: as many decimals, the same offset of a time. */
final class OldForm {

  private OldForm() {}

  /** {@code value} itself where it is no text, or where the old value has no form to keep. */
  static Value of(Value value, Value old) {
    if (!(value instanceof Value.Text text) || !(old instanceof Value.Text before)) {
      return value;
    }
    return decimals(text.value(), before.value())
        .or(() -> offset(text.value(), before.value()))
        .<Value>map(Value.Text::new)
        .orElse(value);
  }

  private static Optional<String> decimals(String text, String old) {
    int digits = old.length() - 1 - old.indexOf('.');
    if (old.indexOf('.') < 0 || !Numerals.isPlain(text) || !Numerals.isPlain(old)) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    return number.scale() > digits
        ? Optional.empty()
        : Optional.of(number.setScale(digits).toPlainString());
  }

  private static Optional<String> offset(String text, String old) {
    if (text.indexOf('T') < 0 || !text.endsWith("Z") || old.indexOf('T') < 0 || old.endsWith("Z")) {
      return Optional.empty();
    }
    try {
      OffsetDateTime time =
          OffsetDateTime.parse(text).withOffsetSameInstant(OffsetDateTime.parse(old).getOffset());
      return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
