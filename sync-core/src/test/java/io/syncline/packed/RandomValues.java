package io.syncline.packed;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values of every kind, often at their limits, and often near each other. Repeatable by seed. */
final class RandomValues {

  private static final long[] LONGS = {
    0, 1, -1, 127, 128, 255, 256, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE
  };
  private static final String[] TEXTS = {
    "", "a", "A", "a ", "ab", "\0", "a\0", "a\0b", "\u0001", "é", "e\u0301", "ß", "中文", "\uFFFD",
    "\uFFFF", "🜁", "🜁a", "\uE000", "\uD800", "a\uDC00", "null"
  };

  private final Random random;

  RandomValues(long seed) {
    random = new Random(seed);
  }

  static List<FieldType> types() {
    return List.of(
        FieldType.bool(),
        FieldType.integer(),
        FieldType.decimal(18, 4),
        FieldType.decimal(),
        FieldType.real(),
        FieldType.text(),
        FieldType.binary(),
        FieldType.date(),
        FieldType.time(),
        FieldType.dateTime(),
        FieldType.instant(),
        FieldType.uuid(),
        FieldType.setOf(FieldType.text()),
        FieldType.of(ValueKind.LIST),
        FieldType.of(ValueKind.STRUCT));
  }

  /** Those whose values have an order, and so may stand in a key. */
  static List<FieldType> keyTypes() {
    return types().stream()
        .filter(
            type ->
                type.kind() != ValueKind.SET
                    && type.kind() != ValueKind.LIST
                    && type.kind() != ValueKind.STRUCT)
        .toList();
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  Value orNull(FieldType type) {
    return chance(8) ? Value.NULL : value(type);
  }

  Value value(FieldType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Value.of(random.nextBoolean());
      case INTEGER -> Value.of(number());
      case DECIMAL -> Value.of(type.precision().isPresent() ? shortDecimal() : decimal());
      case DOUBLE -> Value.of(chance(2) ? pick(DOUBLES) : random.nextGaussian());
      case TEXT -> Value.of(text());
      case BINARY -> Value.of(bytes());
      case DATE -> Value.of(LocalDate.ofEpochDay(random.nextInt(3) - 1 + 1_000L * number(3)));
      case TIME ->
          Value.of(LocalTime.ofNanoOfDay(nanos() + 3_600_000_000_000L * random.nextInt(3)));
      case DATE_TIME -> Value.of(dateTime());
      case INSTANT -> Value.of(instant());
      case UUID -> Value.of(new java.util.UUID(number(), number()));
      case SET -> Value.set(List.of(Value.of(text()), Value.of(text())));
      case LIST -> new Value.Sequence(List.of(Value.of(text()), Value.of(number(2)), Value.NULL));
      case STRUCT -> struct();
      case NULL, LIFE -> throw new IllegalArgumentException("must be a type: kind=" + type.kind());
    };
  }

  /** The same value as another object, as another system writes it. */
  Value again(Value value) {
    if (value instanceof Value.Decimal decimal) {
      return Value.of(decimal.value().setScale(Math.max(0, decimal.value().scale()) + 3));
    }
    if (value instanceof Value.Real real && real.value() == 0) {
      return Value.of(-0.0);
    }
    if (value instanceof Value.Struct struct) {
      List<String> names = new ArrayList<>(struct.members().keySet());
      Map<String, Value> turned = new LinkedHashMap<>();
      for (int i = names.size() - 1; i >= 0; i--) {
        turned.put(names.get(i), struct.members().get(names.get(i)));
      }
      return new Value.Struct(turned);
    }
    return value;
  }

  private Value struct() {
    Map<String, Value> members = new LinkedHashMap<>();
    for (String name : chance(2) ? List.of("a", "b") : List.of("b", "c", "a")) {
      members.put(name, Value.of(number(2)));
    }
    return new Value.Struct(members);
  }

  long number() {
    return switch (random.nextInt(3)) {
      case 0 -> LONGS[random.nextInt(LONGS.length)];
      case 1 -> random.nextInt(5) - 2;
      default -> random.nextLong();
    };
  }

  private long number(int bound) {
    return random.nextInt(bound);
  }

  private BigDecimal shortDecimal() {
    return BigDecimal.valueOf(chance(2) ? random.nextInt(200) - 100 : random.nextInt(), 2);
  }

  private BigDecimal decimal() {
    return switch (random.nextInt(4)) {
      case 0 -> BigDecimal.valueOf(number(), random.nextInt(5) - 2);
      case 1 -> new BigDecimal(new BigInteger(100, random), random.nextInt(60) - 30);
      case 2 -> new BigDecimal(new BigInteger(200, random).negate(), random.nextInt(400) - 200);
      default -> BigDecimal.valueOf(random.nextInt(21) - 10, random.nextInt(3));
    };
  }

  private String text() {
    String text = TEXTS[random.nextInt(TEXTS.length)];
    if (chance(2)) {
      text += TEXTS[random.nextInt(TEXTS.length)];
    }
    return chance(400) ? text + "x".repeat(70_000) : text;
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(4)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(3) - 1);
    }
    return bytes;
  }

  private Instant instant() {
    return switch (random.nextInt(4)) {
      case 0 -> Instant.MIN;
      case 1 -> Instant.MAX;
      default -> Instant.ofEpochSecond(random.nextInt(3) - 1, nanos());
    };
  }

  private LocalDateTime dateTime() {
    return switch (random.nextInt(4)) {
      case 0 -> LocalDateTime.MIN;
      case 1 -> LocalDateTime.MAX;
      default -> LocalDateTime.ofEpochSecond(random.nextInt(3) - 1, (int) nanos(), ZoneOffset.UTC);
    };
  }

  private long nanos() {
    return new long[] {0, 1, 999_999_999, 123_456_000}[random.nextInt(4)];
  }

  private double pick(double[] from) {
    return from[random.nextInt(from.length)];
  }
}
