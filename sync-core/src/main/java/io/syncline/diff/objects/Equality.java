package io.syncline.diff.objects;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether two Java values are canonically equal, as {@link io.syncline.model.Value} has it: whole
 * and decimal numbers by value, floating point numbers with one NaN and one zero, points in time
 * whatever their zone, arrays and collections by their elements; anything else by {@code equals}.
 */
final class Equality {

  private Equality() {}

  static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left == right) {
      return true;
    }
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof String) {
      return left.equals(right);
    }
    return left.equals(right) || equalByValue(left, right);
  }

  /** Of values that {@code equals} tells apart. */
  private static boolean equalByValue(Object left, Object right) {
    if (left instanceof Number a) {
      return right instanceof Number b && equalNumbers(a, b);
    }
    if (left.getClass().isArray()) {
      return right.getClass().isArray() && equalArrays(left, right);
    }
    if (left instanceof Collection<?> a) {
      return right instanceof Collection<?> b && equalCollections(a, b);
    }
    if (left instanceof Map<?, ?> a) {
      return right instanceof Map<?, ?> b && equalMaps(a, b);
    }
    if (left instanceof Optional<?> a) {
      return right instanceof Optional<?> b && equal(a.orElse(null), b.orElse(null));
    }
    Instant instant = instant(left);
    return instant != null && instant.equals(instant(right));
  }

  private static boolean equalNumbers(Number left, Number right) {
    if (isFloating(left) || isFloating(right)) {
      return isFloating(left)
          && isFloating(right)
          && canonical(left.doubleValue()) == canonical(right.doubleValue());
    }
    if (isWhole(left) && isWhole(right)) {
      return left.longValue() == right.longValue();
    }
    BigDecimal a = decimal(left);
    BigDecimal b = decimal(right);
    return a != null && b != null && a.compareTo(b) == 0;
  }

  /** The bits of a number, with one NaN and one zero. */
  private static long canonical(double number) {
    return Double.doubleToLongBits(number + 0.0);
  }

  private static boolean isFloating(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  private static boolean isWhole(Number number) {
    return number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte;
  }

  /** Null: a number of another class, which only its {@code equals} knows. */
  private static @Nullable BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    return isWhole(number) ? BigDecimal.valueOf(number.longValue()) : null;
  }

  /** Null: no point in time. */
  private static @Nullable Instant instant(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof OffsetDateTime dateTime) {
      return dateTime.toInstant();
    }
    if (value instanceof ZonedDateTime dateTime) {
      return dateTime.toInstant();
    }
    if (value instanceof java.sql.Timestamp timestamp) {
      return timestamp.toInstant();
    }
    return value.getClass() == java.util.Date.class
        ? Instant.ofEpochMilli(((java.util.Date) value).getTime())
        : null;
  }

  private static boolean equalArrays(Object left, Object right) {
    if (left instanceof byte[] || right instanceof byte[]) {
      return left instanceof byte[] a && right instanceof byte[] b && Arrays.equals(a, b);
    }
    int length = java.lang.reflect.Array.getLength(left);
    if (length != java.lang.reflect.Array.getLength(right)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!equal(java.lang.reflect.Array.get(left, i), java.lang.reflect.Array.get(right, i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalCollections(Collection<?> left, Collection<?> right) {
    if (left instanceof Set<?> || right instanceof Set<?>) {
      return left instanceof Set<?> && right instanceof Set<?> && wrap(left).equals(wrap(right));
    }
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object each : left) {
      if (!others.hasNext() || !equal(each, others.next())) {
        return false;
      }
    }
    return !others.hasNext();
  }

  private static Set<Element> wrap(Collection<?> values) {
    Set<Element> elements = new HashSet<>();
    for (Object value : values) {
      elements.add(new Element(value));
    }
    return elements;
  }

  private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      if (!right.containsKey(entry.getKey())
          || !equal(entry.getValue(), right.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** Alike for values that are equal. */
  private static int hash(@Nullable Object value) {
    if (value instanceof Number number) {
      if (isFloating(number)) {
        return Long.hashCode(canonical(number.doubleValue()));
      }
      BigDecimal decimal = decimal(number);
      return decimal == null
          ? number.hashCode()
          : decimal.signum() == 0 ? 0 : decimal.stripTrailingZeros().hashCode();
    }
    if (value == null) {
      return 0;
    }
    if (value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Optional) {
      return 1;
    }
    if (value.getClass().isArray()) {
      return java.lang.reflect.Array.getLength(value);
    }
    Instant instant = instant(value);
    return instant == null ? value.hashCode() : instant.hashCode();
  }

  /** An element of a set. */
  private record Element(@Nullable Object value) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Element that && Equality.equal(value, that.value);
    }

    @Override
    public int hashCode() {
      return hash(value);
    }
  }
}
