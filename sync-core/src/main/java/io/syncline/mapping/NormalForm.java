package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Brings values to one form, in both directions; taking the form twice changes nothing. Lossy. */
final class NormalForm extends TypedLens {

  static final Lens TRIM = ofText(String::strip);
  static final Lens NFC = ofText(text -> Normalizer.normalize(text, Normalizer.Form.NFC));
  static final Lens LOWER = ofText(text -> text.toLowerCase(Locale.ROOT));
  static final Lens UPPER = ofText(text -> text.toUpperCase(Locale.ROOT));

  private final UnaryOperator<Value> form;

  private NormalForm(ValueKind kind, UnaryOperator<Value> form) {
    super(kind, kind);
    this.form = form;
  }

  private static Lens ofText(UnaryOperator<String> form) {
    return new NormalForm(
        ValueKind.TEXT, value -> Value.of(form.apply(((Value.Text) value).value())));
  }

  static Lens cut(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("must be >= 1: length=" + length);
    }
    return ofText(
        text ->
            text.length() <= length || text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length)));
  }

  static Lens scale(int scale, RoundingMode rounding) {
    if (scale < 0) {
      throw new IllegalArgumentException("must be >= 0: scale=" + scale);
    }
    if (rounding == RoundingMode.UNNECESSARY) {
      throw new IllegalArgumentException("must say how to round: rounding=" + rounding);
    }
    return new NormalForm(
        ValueKind.DECIMAL,
        value -> {
          BigDecimal number = ((Value.Decimal) value).value();
          return number.scale() <= scale ? value : Value.of(number.setScale(scale, rounding));
        });
  }

  @Override
  public boolean isLossy() {
    return true;
  }

  @Override
  Converted readTyped(Value nativeValue) {
    return Converted.done(form.apply(nativeValue));
  }

  @Override
  Converted writeTyped(Value canonical, Value old) {
    return Converted.done(form.apply(canonical));
  }
}
