package io.syncline.diff.objects;

import io.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Java values as values of rows, to be shown; what rows do not know is shown as its text. */
final class ObjectValue {

  private ObjectValue() {}

  static Value of(@Nullable Object object) {
    if (object == null) {
      return Value.NULL;
    }
    if (object instanceof Value value) {
      return value;
    }
    if (object instanceof String text) {
      return Value.of(text);
    }
    if (object instanceof Boolean bool) {
      return Value.of(bool.booleanValue());
    }
    if (object instanceof Number number) {
      return number(number);
    }
    if (object instanceof byte[] bytes) {
      return Value.of(bytes);
    }
    if (object instanceof UUID uuid) {
      return Value.of(uuid);
    }
    Value time = time(object);
    return time == null ? composed(object) : time;
  }

  private static Value number(Number number) {
    if (number instanceof BigDecimal decimal) {
      return Value.of(decimal);
    }
    if (number instanceof BigInteger whole) {
      return Value.of(new BigDecimal(whole));
    }
    if (number instanceof Double || number instanceof Float) {
      return Value.of(number.doubleValue());
    }
    return number instanceof Long
            || number instanceof Integer
            || number instanceof Short
            || number instanceof Byte
        ? Value.of(number.longValue())
        : Value.of(number.toString());
  }

  /** Null: no time. */
  private static @Nullable Value time(Object object) {
    if (object instanceof Instant instant) {
      return Value.of(instant);
    }
    if (object instanceof OffsetDateTime dateTime) {
      return Value.of(dateTime.toInstant());
    }
    if (object instanceof ZonedDateTime dateTime) {
      return Value.of(dateTime.toInstant());
    }
    if (object instanceof LocalDate date) {
      return Value.of(date);
    }
    if (object instanceof LocalTime time) {
      return Value.of(time);
    }
    return object instanceof LocalDateTime dateTime ? Value.of(dateTime) : null;
  }

  private static Value composed(Object object) {
    if (object instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    }
    if (object instanceof Set<?> set) {
      return Value.set(all(set));
    }
    if (object instanceof Collection<?> collection) {
      return new Value.Sequence(all(collection));
    }
    if (object instanceof Map<?, ?> map) {
      Map<String, Value> members = new LinkedHashMap<>();
      map.forEach((name, value) -> members.put(String.valueOf(name), of(value)));
      return new Value.Struct(members);
    }
    if (object.getClass().isArray()) {
      List<Value> values = new ArrayList<>();
      for (int i = 0; i < java.lang.reflect.Array.getLength(object); i++) {
        values.add(of(java.lang.reflect.Array.get(object, i)));
      }
      return new Value.Sequence(values);
    }
    return Value.of(object.toString());
  }

  private static List<Value> all(Collection<?> objects) {
    List<Value> values = new ArrayList<>(objects.size());
    for (Object object : objects) {
      values.add(of(object));
    }
    return values;
  }
}
