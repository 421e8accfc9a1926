package io.syncline.packed;

import io.syncline.model.Life;
import io.syncline.model.Value;
import io.syncline.model.ValueOrder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One value as bytes: a tag whose low half tells the form and whose high half holds a small number,
 * such as the length of a short text; then what the form needs. Values are equal exactly when their
 * bytes are. Tags are on disk: add, never change.
 */
public final class ValueImage {

  private static final int CONSTANT = 0;
  private static final int INTEGER = 1;
  private static final int DECIMAL = 2;
  private static final int DOUBLE = 3;
  private static final int TEXT = 4;
  private static final int BINARY = 5;
  private static final int DATE = 6;
  private static final int TIME = 7;
  private static final int DATE_TIME = 8;
  private static final int INSTANT = 9;
  private static final int UUID = 10;
  private static final int LIST = 11;
  private static final int SET = 12;
  private static final int STRUCT = 13;

  /** The small number says that the number follows. */
  private static final int FOLLOWS = 15;

  private static final List<Value> CONSTANTS =
      List.of(Value.NULL, Value.of(false), Value.of(true), Life.ALIVE, Life.DELETED);

  /** Nanoseconds of the units of time: a second, a milli-, a micro- and a nanosecond. */
  private static final long[] UNITS = {1_000_000_000, 1_000_000, 1_000, 1};

  private ValueImage() {}

  public static void write(ByteSink sink, Value value) {
    switch (value.kind()) {
      case NULL, BOOLEAN, LIFE -> tag(sink, CONSTANT, CONSTANTS.indexOf(value));
      case INTEGER -> integer(sink, ((Value.Int) value).value());
      case DECIMAL -> decimal(sink, ((Value.Decimal) value).value());
      case DOUBLE -> {
        tag(sink, DOUBLE, 0);
        sink.putLong(Double.doubleToLongBits(((Value.Real) value).value()));
      }
      case TEXT -> sized(sink, TEXT, ByteSink.encode(((Value.Text) value).value()));
      case BINARY -> sized(sink, BINARY, ((Value.Binary) value).value());
      case DATE -> {
        tag(sink, DATE, 0);
        sink.putSigned(((Value.Date) value).value().toEpochDay());
      }
      case TIME -> time(sink, TIME, ((Value.Time) value).value());
      case DATE_TIME -> {
        LocalDateTime dateTime = ((Value.DateTime) value).value();
        time(sink, DATE_TIME, dateTime.toLocalTime());
        sink.putSigned(dateTime.toLocalDate().toEpochDay());
      }
      case INSTANT -> instant(sink, ((Value.Moment) value).value());
      case UUID -> {
        tag(sink, UUID, 0);
        sink.putLong(((Value.Uuid) value).value().getMostSignificantBits());
        sink.putLong(((Value.Uuid) value).value().getLeastSignificantBits());
      }
      case LIST -> elements(sink, LIST, ((Value.Sequence) value).values());
      case SET -> elements(sink, SET, ((Value.SetOf) value).values());
      case STRUCT -> struct(sink, ((Value.Struct) value).members());
    }
  }

  public static Value read(ByteSource source) {
    int tag = source.get();
    int small = tag >> 4;
    return switch (tag & 15) {
      case CONSTANT -> CONSTANTS.get(small);
      case INTEGER -> Value.of(small == FOLLOWS ? source.getSigned() : (long) small);
      case DECIMAL -> Value.of(decimal(source, small));
      case DOUBLE -> Value.of(Double.longBitsToDouble(source.getLong()));
      case TEXT -> Value.of(source.getText(size(source, small)));
      case BINARY -> Value.of(source.getAll(size(source, small)));
      case DATE -> Value.of(LocalDate.ofEpochDay(source.getSigned()));
      case TIME -> Value.of(time(source, small));
      case DATE_TIME -> {
        LocalTime time = time(source, small);
        yield Value.of(LocalDateTime.of(LocalDate.ofEpochDay(source.getSigned()), time));
      }
      case INSTANT -> Value.of(instant(source, small));
      case UUID -> Value.of(new java.util.UUID(source.getLong(), source.getLong()));
      case LIST -> new Value.Sequence(elements(source, size(source, small)));
      case SET -> {
        TreeSet<Value> sorted = new TreeSet<>(ValueOrder.TOTAL);
        sorted.addAll(elements(source, size(source, small)));
        yield new Value.SetOf(sorted);
      }
      case STRUCT -> struct(source, size(source, small));
      default -> throw new IllegalArgumentException("must be a known form: tag=" + tag);
    };
  }

  private static void tag(ByteSink sink, int form, int small) {
    sink.put(small << 4 | form);
  }

  private static void size(ByteSink sink, int form, int size) {
    tag(sink, form, Math.min(size, FOLLOWS));
    if (size >= FOLLOWS) {
      sink.putNumber(size);
    }
  }

  private static int size(ByteSource source, int small) {
    return small == FOLLOWS ? source.getCount() : small;
  }

  private static void sized(ByteSink sink, int form, byte[] bytes) {
    size(sink, form, bytes.length);
    sink.putAll(bytes);
  }

  private static void integer(ByteSink sink, long value) {
    boolean small = value >= 0 && value < FOLLOWS;
    tag(sink, INTEGER, small ? (int) value : FOLLOWS);
    if (!small) {
      sink.putSigned(value);
    }
  }

  private static void decimal(ByteSink sink, BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    if (value.scale() >= 0 && value.scale() < FOLLOWS && unscaled.bitLength() < Long.SIZE) {
      tag(sink, DECIMAL, value.scale());
      sink.putSigned(unscaled.longValue());
    } else {
      tag(sink, DECIMAL, FOLLOWS);
      sink.putSigned(value.scale());
      sink.putBytes(unscaled.toByteArray());
    }
  }

  private static BigDecimal decimal(ByteSource source, int small) {
    if (small != FOLLOWS) {
      return BigDecimal.valueOf(source.getSigned(), small);
    }
    int scale = (int) source.getSigned();
    return new BigDecimal(new BigInteger(source.getBytes()), scale);
  }

  private static void time(ByteSink sink, int form, LocalTime time) {
    long nanos = time.toNanoOfDay();
    int unit = unit(nanos);
    tag(sink, form, unit);
    sink.putNumber(nanos / UNITS[unit]);
  }

  private static LocalTime time(ByteSource source, int unit) {
    return LocalTime.ofNanoOfDay(source.getNumber() * UNITS[unit]);
  }

  private static void instant(ByteSink sink, Instant instant) {
    long second = instant.getEpochSecond();
    int nanos = instant.getNano();
    int unit = unit(nanos);
    tag(sink, INSTANT, unit);
    sink.putSigned(second);
    if (unit > 0) {
      sink.putNumber(nanos / UNITS[unit]);
    }
  }

  private static Instant instant(ByteSource source, int unit) {
    long second = source.getSigned();
    return Instant.ofEpochSecond(second, unit == 0 ? 0 : source.getNumber() * UNITS[unit]);
  }

  /** The coarsest unit that the nanoseconds are a multiple of. */
  private static int unit(long nanos) {
    int unit = 0;
    while (nanos % UNITS[unit] != 0) {
      unit++;
    }
    return unit;
  }

  private static void elements(ByteSink sink, int form, Collection<Value> values) {
    size(sink, form, values.size());
    values.forEach(value -> write(sink, value));
  }

  private static List<Value> elements(ByteSource source, int size) {
    List<Value> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(read(source));
    }
    return values;
  }

  private static void struct(ByteSink sink, Map<String, Value> members) {
    size(sink, STRUCT, members.size());
    new TreeMap<>(members)
        .forEach(
            (name, value) -> {
              sink.putText(name);
              write(sink, value);
            });
  }

  private static Value struct(ByteSource source, int size) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      members.put(source.getText(), read(source));
    }
    return new Value.Struct(members);
  }
}
