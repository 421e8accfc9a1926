package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows as plain maps, lists, text, numbers and booleans, of which JSON is made, and back, with
 * every value of the same kind and content as before. Text, booleans, integers and null stand as
 * they are, any other value as a map of one member, whose name says its kind: {@code {"decimal":
 * "12.5"}}.
 */
final class PlainValues {

  private static final String UTF_16 = "utf-16";

  private PlainValues() {}

  static Map<String, @Nullable Object> of(Row row) {
    return of(row.toMap());
  }

  private static Map<String, @Nullable Object> of(Map<String, Value> values) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    values.forEach((name, value) -> plain.put(name, of(value)));
    return plain;
  }

  private static List<@Nullable Object> of(Collection<Value> values) {
    return values.stream().<@Nullable Object>map(PlainValues::of).toList();
  }

  private static @Nullable Object of(Value value) {
    return switch (value.kind()) {
      case NULL -> null;
      case BOOLEAN -> ((Value.Bool) value).value();
      case INTEGER -> ((Value.Int) value).value();
      case TEXT -> text(((Value.Text) value).value());
      case DECIMAL -> named(value, ((Value.Decimal) value).value().toString());
      case BINARY ->
          named(value, Base64.getEncoder().encodeToString(((Value.Binary) value).value()));
      case LIST -> Map.of(name(value), of(((Value.Sequence) value).values()));
      case SET -> Map.of(name(value), of(((Value.SetOf) value).values()));
      case STRUCT -> Map.of(name(value), of(((Value.Struct) value).members()));
      case DOUBLE, DATE, TIME, DATE_TIME, INSTANT, UUID -> named(value, value.toString());
      case LIFE -> throw new IllegalArgumentException("must be a value of a field: " + value);
    };
  }

  /** Half of a pair of surrogates is no text that a file could hold. */
  private static Object text(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? text
        : Map.of(UTF_16, text.chars().boxed().toList());
  }

  private static Map<String, Object> named(Value value, String text) {
    return Map.of(name(value), text);
  }

  private static String name(Value value) {
    return value.kind().name().toLowerCase(Locale.ROOT);
  }

  static Row row(@Nullable Object plain) {
    return Row.of(members(map(plain)));
  }

  static NativeKey key(@Nullable Object plain) {
    return NativeKey.parse(text(plain));
  }

  static List<NativeKey> keys(@Nullable Object plain) {
    return list(plain).stream().map(PlainValues::key).toList();
  }

  static Map<String, @Nullable Object> map(@Nullable Object plain) {
    if (!(plain instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("must be an object: " + plain);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put(String.valueOf(name), member));
    return members;
  }

  static List<?> list(@Nullable Object plain) {
    if (!(plain instanceof List<?> list)) {
      throw new IllegalArgumentException("must be a list: " + plain);
    }
    return list;
  }

  static String text(@Nullable Object plain) {
    if (!(plain instanceof String text)) {
      throw new IllegalArgumentException("must be text: " + plain);
    }
    return text;
  }

  private static Map<String, Value> members(Map<String, @Nullable Object> plain) {
    Map<String, Value> values = new LinkedHashMap<>();
    plain.forEach((name, member) -> values.put(name, value(member)));
    return values;
  }

  private static Value value(@Nullable Object plain) {
    if (plain == null) {
      return Value.NULL;
    }
    if (plain instanceof Boolean flag) {
      return Value.of(flag);
    }
    if (plain instanceof Integer || plain instanceof Long) {
      return Value.of(((Number) plain).longValue());
    }
    if (plain instanceof String text) {
      return Value.of(text);
    }
    Map<String, @Nullable Object> map = map(plain);
    if (map.size() != 1) {
      throw new IllegalArgumentException("must be a value under the name of its kind: " + plain);
    }
    String name = map.keySet().iterator().next();
    return value(name, map.get(name));
  }

  private static Value value(String kind, @Nullable Object plain) {
    return switch (kind) {
      case UTF_16 -> Value.of(units(list(plain)));
      case "decimal" -> Value.of(new BigDecimal(text(plain)));
      case "double" -> Value.of(Double.parseDouble(text(plain)));
      case "binary" -> Value.of(Base64.getDecoder().decode(text(plain)));
      case "date" -> Value.of(LocalDate.parse(text(plain)));
      case "time" -> Value.of(LocalTime.parse(text(plain)));
      case "date_time" -> Value.of(LocalDateTime.parse(text(plain)));
      case "instant" -> Value.of(Instant.parse(text(plain)));
      case "uuid" -> Value.of(UUID.fromString(text(plain)));
      case "list" -> new Value.Sequence(values(plain));
      case "set" -> Value.set(values(plain));
      case "struct" -> new Value.Struct(members(map(plain)));
      default -> throw new IllegalArgumentException("must be the name of a kind: " + kind);
    };
  }

  private static List<Value> values(@Nullable Object plain) {
    return list(plain).stream().<Value>map(PlainValues::value).toList();
  }

  private static String units(List<?> plain) {
    StringBuilder text = new StringBuilder();
    for (Object unit : plain) {
      if (!(unit instanceof Integer code)) {
        throw new IllegalArgumentException("must be a number: " + unit);
      }
      text.append((char) code.intValue());
    }
    return text.toString();
  }
}
