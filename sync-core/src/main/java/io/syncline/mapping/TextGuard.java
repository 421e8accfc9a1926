package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.nio.charset.Charset;
import java.util.function.Predicate;

/** Lets text pass unchanged, in both directions, or not at all. */
final class TextGuard extends TypedLens {

  private final String rule;
  private final Predicate<String> fits;

  private TextGuard(String rule, Predicate<String> fits) {
    super(ValueKind.TEXT, ValueKind.TEXT);
    this.rule = rule;
    this.fits = fits;
  }

  static Lens maxLength(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("must be >= 1: length=" + length);
    }
    return new TextGuard(
        "must be at most " + length + " characters",
        text -> text.length() <= length || text.codePointCount(0, text.length()) <= length);
  }

  static Lens maxBytes(int bytes, Charset charset) {
    if (bytes < 1) {
      throw new IllegalArgumentException("must be >= 1: bytes=" + bytes);
    }
    return new TextGuard(
        "must be at most " + bytes + " bytes of " + charset,
        text -> text.getBytes(charset).length <= bytes);
  }

  static Lens charset(Charset charset) {
    if (!charset.canEncode()) {
      throw new IllegalArgumentException("must be able to encode: charset=" + charset);
    }
    return new TextGuard(
        "must be text of " + charset, text -> charset.newEncoder().canEncode(text));
  }

  @Override
  Converted readTyped(Value nativeValue) {
    return fits.test(((Value.Text) nativeValue).value())
        ? Converted.done(nativeValue)
        : Faults.rule(rule, nativeValue);
  }

  @Override
  Converted writeTyped(Value canonical, Value old) {
    return readTyped(canonical);
  }
}
