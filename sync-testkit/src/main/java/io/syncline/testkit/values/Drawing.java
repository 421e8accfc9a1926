package io.syncline.testkit.values;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Values by chance; small and usual ones come more often than they would among all. */
final class Drawing {

  private static final int MOST_DIGITS = 12;
  private static final int MOST_DECIMALS = 4;
  private static final int MOST_BYTES = 40;
  private static final long MILLIS_OF_A_CENTURY = 3_155_760_000_000L;

  /** Half past midnight, UTC, of days when clocks change in Europe and America. */
  private static final List<Instant> CLOCKS_CHANGE =
      List.of(
          Instant.parse("2023-03-26T00:30:00Z"),
          Instant.parse("2023-10-29T00:30:00Z"),
          Instant.parse("2023-11-05T05:30:00Z"));

  private Drawing() {}

  static Value of(FieldType type, RandomGenerator random) {
    return switch (type.kind()) {
      case NULL, LIFE -> Value.NULL;
      case BOOLEAN -> Value.of(random.nextBoolean());
      case INTEGER -> Value.of(random.nextBoolean() ? random.nextInt(1_000) : random.nextLong());
      case DECIMAL -> Value.of(decimal(type, random));
      case DOUBLE -> Value.of(random.nextDouble(-1e9, 1e9));
      case TEXT -> Value.of(text(type, random));
      case BINARY -> Value.of(bytes(type, random));
      case DATE -> Value.of(LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000)));
      case TIME -> Value.of(LocalTime.ofSecondOfDay(random.nextInt(86_400)));
      case DATE_TIME -> Value.of(LocalDateTime.ofInstant(instant(random), ZoneOffset.UTC));
      case INSTANT -> Value.of(instant(random));
      case UUID -> Value.of(new UUID(random.nextLong(), random.nextLong()));
      case LIST -> new Value.Sequence(elements(type, random));
      case SET -> Value.set(elements(type, random));
      case STRUCT -> new Value.Struct(Map.of("a", Value.of(random.nextInt()), "b", Value.NULL));
    };
  }

  private static BigDecimal decimal(FieldType type, RandomGenerator random) {
    int scale = Math.min(type.scale().orElse(MOST_DECIMALS), random.nextInt(MOST_DECIMALS + 1));
    int whole = type.precision().orElse(MOST_DIGITS) - type.scale().orElse(0);
    int digits = Math.min(MOST_DIGITS, whole + scale);
    BigInteger number = BigInteger.valueOf(random.nextLong((long) Math.pow(10, digits)));
    return new BigDecimal(random.nextInt(3) == 0 ? number.negate() : number, scale);
  }

  private static String text(FieldType type, RandomGenerator random) {
    if (!type.symbols().isEmpty()) {
      return Texts.pick(type.symbols(), random);
    }
    String text = Texts.drawn(random);
    int length = text.codePointCount(0, text.length());
    int most = type.length().orElse(length);
    return length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static byte[] bytes(FieldType type, RandomGenerator random) {
    byte[] bytes = new byte[random.nextInt(Math.min(MOST_BYTES, type.length().orElse(MOST_BYTES)))];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Instant instant(RandomGenerator random) {
    if (random.nextBoolean()) {
      return Texts.pick(CLOCKS_CHANGE, random).plusSeconds(random.nextInt(10_800));
    }
    Instant any =
        Instant.EPOCH.plusMillis(random.nextLong(-MILLIS_OF_A_CENTURY, MILLIS_OF_A_CENTURY));
    return random.nextBoolean() ? any : any.plusNanos(random.nextInt(1_000) * 1_000L);
  }

  private static List<Value> elements(FieldType type, RandomGenerator random) {
    FieldType element = type.element().orElseGet(() -> FieldType.of(ValueKind.TEXT));
    List<Value> elements = new ArrayList<>();
    for (int more = random.nextInt(4); more > 0; more--) {
      elements.add(of(element, random));
    }
    return elements;
  }
}
