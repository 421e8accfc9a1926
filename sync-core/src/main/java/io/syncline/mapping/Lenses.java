package io.syncline.mapping;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The built-in lenses, by the names that a host writes; meant to be imported statically. What is
 * wrong with an argument is an {@link IllegalArgumentException}, at once.
 *
 * <p>In a composition the lens nearest to the native side stands first: {@code
 * cut(30).then(trim())} is a column of 30 characters, trimmed when read.
 */
public final class Lenses {

  private Lenses() {}

  /** The same on both sides; kinds are bridged by the entity mapping. */
  public static Lens identity() {
    return IdentityLens.IDENTITY;
  }

  /** What {@code get} makes of the native value, which is never written. */
  public static Lens oneWay(UnaryOperator<Value> get) {
    return Lens.of(get, UnaryOperator.identity()).oneWay();
  }

  /** Like {@link #constant(Value)}, for text. */
  public static Lens constant(String value) {
    return constant(Value.of(value));
  }

  /** Shows {@code value} whatever the native field holds, and writes it at creation. Lossy. */
  public static Lens constant(Value value) {
    return new ConstantLens(value);
  }

  /** Empty text is NULL canonically. Lossy. */
  public static Lens emptyIsNull() {
    return NullLens.isNull(Value.of(""));
  }

  /** Like {@link #nullAs(Value)}, for text. */
  public static Lens nullAs(String value) {
    return nullAs(Value.of(value));
  }

  /** NULL is {@code value} canonically. Lossy. */
  public static Lens nullAs(Value value) {
    return NullLens.nullAs(value);
  }

  /** Text without blanks at its ends. Lossy. */
  public static Lens trim() {
    return NormalForm.TRIM;
  }

  /** Text in Unicode's composed normal form, NFC. Lossy. */
  public static Lens unicode() {
    return NormalForm.NFC;
  }

  /** Text in lower case, independent of any language. Lossy. */
  public static Lens lower() {
    return NormalForm.LOWER;
  }

  /** Text in upper case, independent of any language. Lossy. */
  public static Lens upper() {
    return NormalForm.UPPER;
  }

  /** The first {@code length} code points of a text. Lossy. */
  public static Lens cut(int length) {
    return NormalForm.cut(length);
  }

  /** Text of at most {@code length} code points; longer is a fault. */
  public static Lens maxLength(int length) {
    return TextGuard.maxLength(length);
  }

  /** Text of at most {@code bytes} bytes when encoded; longer is a fault. */
  public static Lens maxBytes(int bytes, Charset charset) {
    return TextGuard.maxBytes(bytes, charset);
  }

  /** Text that the charset can encode; other text is a fault, never a question mark. */
  public static Lens charset(Charset charset) {
    return TextGuard.charset(charset);
  }

  /** A number of at most {@code scale} digits after the point, rounded half up. Lossy. */
  public static Lens scale(int scale) {
    return scale(scale, RoundingMode.HALF_UP);
  }

  /** A number of at most {@code scale} digits after the point. Lossy. */
  public static Lens scale(int scale, RoundingMode rounding) {
    return NormalForm.scale(scale, rounding);
  }

  /** Plain text such as {@code -12.50}; written with as many decimals as the old value has. */
  public static Lens decimalText() {
    return new Coercion(Optional.of(ValueKind.DECIMAL), Optional.of(ValueKind.TEXT));
  }

  /**
   * Text written as the pattern shows, with its own separators: {@code 0.00}, {@code 0.##}, {@code
   * #,##0.00}, {@code #.##0,00}. Read with or without grouping; more decimals are a fault: put
   * {@link #scale} behind it to round.
   */
  public static Lens decimalText(String pattern) {
    return new DecimalTextLens(pattern);
  }

  /** A whole number of hundredths: native 1250 is 12.50. A fraction of one is a fault. */
  public static Lens cents() {
    Lens whole = new Coercion(Optional.of(ValueKind.INTEGER), Optional.empty());
    return whole.then(factor(BigDecimal.valueOf(100)));
  }

  /** {@code perUnit} native units make one canonical unit: 1000 where grams become kilograms. */
  public static Lens factor(BigDecimal perUnit) {
    return new FactorLens(perUnit);
  }

  /** Text by a pattern of {@code DateTimeFormatter}, read strictly; DATE canonically. */
  public static Lens dates(String pattern) {
    return TimeTextLens.dates(pattern);
  }

  /** Text by a pattern; DATE_TIME canonically. Lossy: what the pattern leaves out is cut off. */
  public static Lens dateTimes(String pattern) {
    return TimeTextLens.dateTimes(pattern);
  }

  /**
   * Text by a pattern, in a zone such as {@code Asia/Shanghai}; INSTANT canonically. Lossy: what
   * the pattern leaves out is cut off, and an hour that comes twice is read as the first.
   */
  public static Lens dateTimes(String pattern, String zone) {
    return TimeTextLens.instants(pattern, TimePattern.zone(zone));
  }

  /** Text such as {@code 2023-01-31T08:00:00+08:00}; keeps the offset. INSTANT canonically. */
  public static Lens isoInstants() {
    return new Coercion(Optional.of(ValueKind.INSTANT), Optional.of(ValueKind.TEXT));
  }

  /**
   * Date and time without a zone on the native side, meant in {@code zone}; INSTANT canonically.
   * Lossy where the clocks of the zone go back: that hour is read as the first.
   */
  public static Lens zone(String zone) {
    return InstantLens.local(TimePattern.zone(zone));
  }

  /** Seconds since 1970, UTC; INSTANT canonically. Lossy below a second. */
  public static Lens epochSeconds() {
    return InstantLens.EPOCH_SECONDS;
  }

  /** Milliseconds since 1970, UTC; INSTANT canonically. Lossy below a millisecond. */
  public static Lens epochMillis() {
    return InstantLens.EPOCH_MILLIS;
  }

  /** Two texts for true and false, such as {@code Y} and {@code N}; anything else is a fault. */
  public static Lens flag(String yes, String no) {
    if (yes.equals(no)) {
      throw new IllegalArgumentException("must differ: yes=" + yes + " no=" + no);
    }
    Map<Value, Value> meanings = new LinkedHashMap<>();
    meanings.put(Value.of(yes), Value.of(true));
    meanings.put(Value.of(no), Value.of(false));
    return DictionaryLens.of(meanings);
  }

  /**
   * Native codes, each followed by its meaning: {@code dictionary("A", "active", "B", "blocked")}.
   */
  public static DictionaryLens dictionary(String... codesAndMeanings) {
    return DictionaryLens.of(List.of(codesAndMeanings));
  }

  /**
   * Native codes to their meanings. Of several codes with one meaning the first in the map's order
   * is written.
   */
  public static DictionaryLens dictionary(Map<? extends Value, ? extends Value> meanings) {
    return DictionaryLens.of(meanings);
  }

  /** Phone numbers as they are dialled in a region such as {@code CN}. */
  public static PhoneLens phone(String region) {
    return new PhoneLens(region);
  }
}
