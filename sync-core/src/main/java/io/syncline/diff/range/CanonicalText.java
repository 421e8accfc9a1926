package io.syncline.diff.range;

import io.syncline.model.LargeObject;
import io.syncline.model.Value;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The digest of a record that every system can compute, {@code text-sha256-1}: the SHA-256 of a
 * canonical text in UTF-8, of which the first 64 bits are read as a signed number, the highest byte
 * first.
 *
 * <p>The text is one piece per field in order, without separators. A null is {@code -}. Any other
 * value is the number of its text's bytes, a colon, and the text:
 *
 * <ul>
 *   <li>whole numbers: decimal digits; decimals: no exponent, no trailing zeros; 0 is {@code 0}
 *   <li>booleans: {@code 0} or {@code 1}
 *   <li>text: itself; binary and UUIDs: lower case hexadecimal digits, no dashes
 *   <li>dates: days since 1970-01-01, in the Gregorian calendar at all times
 *   <li>times: microseconds since midnight; date-times and instants: microseconds since 1970, the
 *       latter in UTC; each cut off at the field's digits, towards the past
 * </ul>
 *
 * <p>The lengths keep fields from running into each other. SHA-256 is what databases have in
 * common: servers that keep to certified algorithms, and MySQL since 9.6, have no MD5. Immutable.
 */
public final class CanonicalText {

  private static final String NAME = "text-sha256-1";
  private static final long NANOS = 1_000_000_000;
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  private final List<DigestField> fields;

  /**
   * @throws IllegalArgumentException for a kind that has no canonical text, such as doubles
   */
  public CanonicalText(List<DigestField> fields) {
    this.fields = List.copyOf(fields);
    fields.forEach(CanonicalText::check);
  }

  private static void check(DigestField field) {
    switch (field.kind()) {
      case BOOLEAN, INTEGER, DECIMAL, TEXT, BINARY, DATE, TIME, DATE_TIME, INSTANT, UUID -> {}
      default ->
          throw new IllegalArgumentException(
              "must be of a kind whose digest is stable: kind=" + field.kind());
    }
  }

  /** Names the function and the form of each field; equal names digest equal records alike. */
  public String function() {
    return fields.stream()
        .map(DigestField::toString)
        .collect(Collectors.joining(",", NAME + "/", ""));
  }

  /** The digest of a record's values, which are in the order of the fields. */
  public long digest(List<Value> values) {
    byte[] text = text(values).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(LargeObject.sha256().digest(text)).getLong();
  }

  /** The text that is digested. */
  public String text(List<Value> values) {
    if (values.size() != fields.size()) {
      throw new IllegalArgumentException(
          "must be " + fields.size() + " values: values=" + values.size());
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      append(text, fields.get(i), values.get(i));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, DigestField field, Value value) {
    if (value.isNull()) {
      text.append('-');
      return;
    }
    if (value.kind() != field.kind()) {
      throw new IllegalArgumentException("must be " + field + ": value=" + value);
    }
    String piece = piece(field, value);
    text.append(piece.getBytes(StandardCharsets.UTF_8).length).append(':').append(piece);
  }

  private static String piece(DigestField field, Value value) {
    return switch (value.kind()) {
      case BOOLEAN -> ((Value.Bool) value).value() ? "1" : "0";
      case INTEGER, DECIMAL, TEXT -> value.toString();
      case BINARY -> HexFormat.of().formatHex(((Value.Binary) value).value());
      case UUID -> value.toString().replace("-", "");
      case DATE -> Long.toString(((Value.Date) value).value().toEpochDay());
      case TIME -> micros(field, ((Value.Time) value).value());
      case DATE_TIME -> micros(field, ((Value.DateTime) value).value().toInstant(ZoneOffset.UTC));
      case INSTANT -> micros(field, ((Value.Moment) value).value());
      default -> throw new IllegalStateException("was refused before: kind=" + value.kind());
    };
  }

  private static String micros(DigestField field, LocalTime time) {
    long nanos = time.toNanoOfDay();
    return micros(field, nanos / NANOS, (int) (nanos % NANOS));
  }

  private static String micros(DigestField field, Instant instant) {
    return micros(field, instant.getEpochSecond(), instant.getNano());
  }

  /** The nanoseconds are never negative, so cutting them off goes towards the past. */
  private static String micros(DigestField field, long seconds, int nanos) {
    long micros = nanos / 1_000;
    long cut = micros - micros % field.stepMicros();
    return BigInteger.valueOf(seconds).multiply(MILLION).add(BigInteger.valueOf(cut)).toString();
  }
}
