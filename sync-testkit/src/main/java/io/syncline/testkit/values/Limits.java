package io.syncline.testkit.values;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The values of a type where mistakes are made. */
final class Limits {

  private static final int LONG_TEXT = 4_000;
  private static final int MANY_DIGITS = 18;
  private static final int MANY_DECIMALS = 6;
  private static final String WIDE = "\ud83d\ude00";

  private Limits() {}

  static List<Value> of(FieldType type) {
    return switch (type.kind()) {
      case NULL, LIFE -> List.of();
      case BOOLEAN -> List.of(Value.of(true), Value.of(false));
      case INTEGER ->
          each(Value::of, 0L, 1L, -1L, (long) Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
      case DECIMAL -> decimals(type);
      case DOUBLE ->
          each(Value::of, 0.0, -0.0, 0.1 + 0.2, Double.MIN_VALUE, Double.MAX_VALUE, -1e-300);
      case TEXT -> texts(type);
      case BINARY -> each(Value::of, new byte[0], new byte[] {0}, new byte[] {0, -1, 127, -128});
      case DATE ->
          parsed(
              LocalDate::parse, Value::of, "2024-02-29", "0001-01-01", "9999-12-31", "1582-10-10");
      case TIME ->
          parsed(LocalTime::parse, Value::of, "00:00", "23:59:59", "23:59:59.999999", "12:00");
      case DATE_TIME ->
          parsed(
              LocalDateTime::parse,
              Value::of,
              "2024-02-29T23:59:59",
              "2023-03-26T02:30",
              "2023-10-29T02:30",
              "1970-01-01T00:00",
              "9999-12-31T23:59:59.999999");
      case INSTANT ->
          parsed(
              Instant::parse,
              Value::of,
              "1970-01-01T00:00:00Z",
              "1969-12-31T23:59:59.999999Z",
              "2024-02-29T23:59:59.123456Z",
              "2023-10-29T00:30:00Z",
              "2023-10-29T01:30:00Z",
              "9999-12-31T23:59:59Z");
      case UUID -> each(Value::of, new UUID(0, 0), new UUID(-1, -1));
      case LIST -> List.of(new Value.Sequence(List.of()), new Value.Sequence(elements(type)));
      case SET -> List.of(Value.set(List.of()), Value.set(elements(type)));
      case STRUCT -> List.of(new Value.Struct(Map.of()));
    };
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  private static <T> List<Value> each(Function<T, Value> toValue, T... values) {
    return Stream.of(values).map(toValue).toList();
  }

  private static <T> List<Value> parsed(
      Function<String, T> parse, Function<T, Value> toValue, String... texts) {
    return Stream.of(texts).map(parse).map(toValue).toList();
  }

  private static List<Value> elements(FieldType type) {
    return type.element().map(Limits::of).orElseGet(() -> List.of(Value.of("a"), Value.of("b")));
  }

  private static List<Value> decimals(FieldType type) {
    int scale = type.scale().orElse(MANY_DECIMALS);
    int digits = type.precision().orElse(MANY_DIGITS);
    BigDecimal largest = new BigDecimal(BigInteger.TEN.pow(digits).subtract(BigInteger.ONE), scale);
    BigDecimal least = BigDecimal.ONE.scaleByPowerOfTen(-scale);
    return each(
        Value::of,
        BigDecimal.ZERO,
        BigDecimal.ONE,
        new BigDecimal("-1.5"),
        new BigDecimal("1.10"),
        least,
        least.negate(),
        largest,
        largest.negate());
  }

  private static List<Value> texts(FieldType type) {
    if (!type.symbols().isEmpty()) {
      return type.symbols().stream().map(Value::of).toList();
    }
    List<String> texts = new ArrayList<>(Texts.ODD);
    int longest = type.length().orElse(LONG_TEXT);
    texts.add("x".repeat(longest));
    type.length().ifPresent(length -> texts.add(WIDE.repeat(length)));
    return texts.stream().map(Value::of).toList();
  }
}
