package io.syncline.testkit.conformance;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Values of logical types: ordinary ones, those at the limits, and those beyond. */
final class Samples {

  private static final LocalDate DAY = LocalDate.of(2020, 1, 1);
  private static final LocalDate LEAP_DAY = LocalDate.of(2024, 2, 29);
  private static final int LONG_TEXT = 4_000;

  private Samples() {}

  /** An ordinary value, another one for each {@code n} as far as the type has so many. */
  static Value value(FieldType type, int n, String mark) {
    return switch (type.kind()) {
      case BOOLEAN -> Value.of(n % 2 == 0);
      case INTEGER -> Value.of((long) n);
      case DECIMAL -> Value.of(decimal(type, n));
      case DOUBLE -> Value.of(n + 0.5);
      case TEXT -> Value.of(text(type, n, mark));
      case BINARY -> Value.of(text(type, n, mark).getBytes(StandardCharsets.US_ASCII));
      case DATE -> Value.of(DAY.plusDays(n % 10_000));
      case TIME -> Value.of(LocalTime.MIN.plusSeconds(n));
      case DATE_TIME -> Value.of(DAY.atStartOfDay().plusSeconds(n));
      case INSTANT -> Value.of(Instant.EPOCH.plusSeconds(1_000_000_000L + n));
      case UUID -> Value.of(new UUID(mark.hashCode(), n));
      case SET -> Value.set(Set.of(value(type.element().orElseThrow(), n, mark)));
      case LIST -> new Value.Sequence(List.of(value(type.element().orElseThrow(), n, mark)));
      case NULL, STRUCT, LIFE -> Value.NULL;
    };
  }

  private static BigDecimal decimal(FieldType type, int n) {
    int scale = type.scale().orElse(2);
    int digits = type.precision().orElse(18);
    BigInteger bound = BigInteger.TEN.pow(digits);
    return new BigDecimal(BigInteger.valueOf(n).mod(bound), scale);
  }

  private static String text(FieldType type, int n, String mark) {
    if (!type.symbols().isEmpty()) {
      return type.symbols().get(Math.floorMod(n, type.symbols().size()));
    }
    String text = n + "-" + mark;
    return text.substring(0, Math.min(text.length(), type.length().orElse(Integer.MAX_VALUE)));
  }

  /** Values at the limits of the type; a system may refuse some, and must never alter one. */
  static List<Value> limits(FieldType type) {
    return switch (type.kind()) {
      case BOOLEAN -> List.of(Value.of(true), Value.of(false));
      case INTEGER ->
          List.of(
              Value.of(0L),
              Value.of(-1L),
              Value.of((long) Integer.MAX_VALUE),
              Value.of(Long.MAX_VALUE),
              Value.of(Long.MIN_VALUE));
      case DECIMAL -> decimals(type);
      case DOUBLE ->
          List.of(
              Value.of(-0.0),
              Value.of(Double.MIN_VALUE),
              Value.of(Double.MAX_VALUE),
              Value.of(0.1 + 0.2));
      case TEXT -> texts(type);
      case BINARY -> List.of(Value.of(new byte[0]), Value.of(new byte[] {0, -1, 127, -128}));
      case DATE ->
          List.of(
              Value.of(LEAP_DAY),
              Value.of(LocalDate.of(1, 1, 1)),
              Value.of(LocalDate.of(9999, 12, 31)));
      case TIME -> List.of(Value.of(LocalTime.MIN), Value.of(LocalTime.of(23, 59, 59)));
      case DATE_TIME ->
          List.of(
              Value.of(LEAP_DAY.atTime(23, 59, 59)),
              Value.of(LocalDateTime.of(2024, 3, 31, 2, 30)),
              Value.of(LocalDateTime.of(1970, 1, 1, 0, 0)));
      case INSTANT ->
          List.of(
              Value.of(Instant.EPOCH),
              Value.of(Instant.parse("2024-02-29T23:59:59.123456Z")),
              Value.of(Instant.parse("2024-10-27T00:30:00Z")));
      case UUID -> List.of(Value.of(new UUID(0, 0)), Value.of(new UUID(-1, -1)));
      case NULL, LIST, SET, STRUCT, LIFE -> List.of();
    };
  }

  private static List<Value> decimals(FieldType type) {
    int scale = type.scale().orElse(6);
    BigDecimal largest =
        new BigDecimal(
            BigInteger.TEN.pow(type.precision().orElse(18)).subtract(BigInteger.ONE), scale);
    return List.of(
        Value.of(BigDecimal.ZERO),
        Value.of(largest),
        Value.of(largest.negate()),
        Value.of(BigDecimal.ONE.scaleByPowerOfTen(-scale)));
  }

  private static List<Value> texts(FieldType type) {
    if (!type.symbols().isEmpty()) {
      return type.symbols().stream().map(Value::of).toList();
    }
    int longest = type.length().orElse(LONG_TEXT);
    List<Value> texts = new ArrayList<>();
    for (String text :
        List.of("", " ", "a ", "é", "e\u0301", "ß", "\ud83d\ude00", "a\u0000b", "'\"\\%_;--")) {
      if (text.codePointCount(0, text.length()) <= longest) {
        texts.add(Value.of(text));
      }
    }
    texts.add(Value.of("x".repeat(longest)));
    if (type.length().isPresent()) {
      texts.add(Value.of("\ud83d\ude00".repeat(longest)));
    }
    return texts;
  }

  /** Values that the type says it cannot hold; none where it has no limit. */
  static List<Value> beyond(FieldType type) {
    List<Value> beyond = new ArrayList<>();
    if (!type.symbols().isEmpty()) {
      beyond.add(Value.of("no such symbol"));
    } else if (type.length().isPresent()) {
      int tooLong = type.length().getAsInt() + 1;
      switch (type.kind()) {
        case TEXT -> beyond.add(Value.of("x".repeat(tooLong)));
        case BINARY -> beyond.add(Value.of(new byte[tooLong]));
        default -> {
          // no other kind has a length
        }
      }
    }
    if (type.precision().isPresent()) {
      int whole = type.precision().getAsInt() - type.scale().orElse(0);
      beyond.add(
          Value.of(BigDecimal.TEN.pow(whole).setScale(type.scale().orElse(0), RoundingMode.DOWN)));
    }
    return beyond;
  }
}
