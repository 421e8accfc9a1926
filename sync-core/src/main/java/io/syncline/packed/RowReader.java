package io.syncline.packed;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads packed rows of one schema. What is no value of its kind, such as an infinite date, reads as
 * text: {@code infinity}, {@code -infinity}, {@code NaN}, {@code 24:00:00}; a boolean that is
 * another number than 0 and 1 as that number. Thread-safe.
 */
public final class RowReader {

  private static final Value INFINITY = Value.of("infinity");
  private static final Value NEGATIVE_INFINITY = Value.of("-infinity");
  private static final Value NOT_A_NUMBER = Value.of("NaN");

  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;

  private final List<PackedField> key;
  private final List<PackedField> fields;
  private final List<String> keyNames;
  private final Layout layout;

  public RowReader(PackedSchema schema) {
    key = schema.key();
    fields = schema.fields();
    keyNames = key.stream().map(PackedField::name).toList();
    layout = schema.layout();
  }

  /** The value, which may be {@link Value#NULL}; empty where the field is absent. */
  public Optional<Value> get(Slab slab, int row, int field) {
    return get(slab.bytes(), slab.keyEnd(row), field);
  }

  /**
   * As above, of a row anywhere.
   *
   * @param keyEnd where the row's key ends in {@code bytes}
   */
  public Optional<Value> get(byte[] bytes, int keyEnd, int field) {
    if (Layout.bit(bytes, keyEnd, layout.absentBit(field))) {
      return Optional.empty();
    }
    if (Layout.bit(bytes, keyEnd, field)) {
      return Optional.of(Value.NULL);
    }
    ValueKind kind = fields.get(field).kind();
    int place = layout.end[field];
    if (place < 0 || kind == ValueKind.DECIMAL) {
      return Optional.of(slot(kind, bytes, keyEnd, field));
    }
    int begin = layout.bytesAt(bytes, keyEnd);
    int from = begin + layout.from(bytes, keyEnd, place);
    int to = begin + layout.to(bytes, keyEnd, place);
    return Optional.of(value(kind, bytes, from, to));
  }

  private Value slot(ValueKind kind, byte[] bytes, int keyEnd, int field) {
    int at = keyEnd + layout.slotAt[field];
    return kind == ValueKind.DECIMAL ? decimal(bytes, keyEnd, field, at) : fixed(kind, bytes, at);
  }

  private Value decimal(byte[] bytes, int keyEnd, int field, int at) {
    long digits = Numbers.getSigned(bytes, at);
    if (bytes[at + 8] != RowPacker.OTHER) {
      return Value.of(BigDecimal.valueOf(digits, bytes[at + 8]));
    }
    return switch ((int) digits) {
      case RowPacker.NOT_A_NUMBER -> NOT_A_NUMBER;
      case RowPacker.INFINITY -> INFINITY;
      case RowPacker.NEGATIVE_INFINITY -> NEGATIVE_INFINITY;
      default -> {
        int begin = layout.bytesAt(bytes, keyEnd);
        int from = begin + layout.from(bytes, keyEnd, layout.end[field]);
        int to = begin + layout.to(bytes, keyEnd, layout.end[field]);
        byte[] unscaled = Arrays.copyOfRange(bytes, from + 4, to);
        yield Value.of(new BigDecimal(new BigInteger(unscaled), Numbers.getInt(bytes, from)));
      }
    };
  }

  private static Value fixed(ValueKind kind, byte[] bytes, int at) {
    return switch (kind) {
      case BOOLEAN -> bool(bytes[at]);
      case INTEGER -> Value.of(Numbers.getSigned(bytes, at));
      case DOUBLE -> Value.of(Numbers.fromSortable(Numbers.getLong(bytes, at)));
      case UUID ->
          Value.of(new java.util.UUID(Numbers.getLong(bytes, at), Numbers.getLong(bytes, at + 8)));
      case TIME -> timeOfDay(Numbers.getSigned(bytes, at));
      case DATE, DATE_TIME, INSTANT -> time(kind, bytes, at);
      default -> throw new IllegalArgumentException("must have a value: kind=" + kind);
    };
  }

  private static Value bool(byte number) {
    return number == 0 || number == 1 ? Value.of(number == 1) : Value.of((long) number);
  }

  /** Some databases' times go beyond a day, or below none. */
  private static Value timeOfDay(long nanos) {
    if (nanos >= 0 && nanos < NANOS_PER_DAY) {
      return Value.of(LocalTime.ofNanoOfDay(nanos));
    }
    long size = Math.abs(nanos);
    long seconds = size / NANOS_PER_SECOND;
    String clock =
        String.format(
            Locale.ROOT,
            "%s%02d:%02d:%02d",
            nanos < 0 ? "-" : "",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60);
    long rest = size % NANOS_PER_SECOND;
    return Value.of(
        rest == 0
            ? clock
            : clock + String.format(Locale.ROOT, ".%09d", rest).replaceAll("0+$", ""));
  }

  private static Value time(ValueKind kind, byte[] bytes, int at) {
    long count = Numbers.getSigned(bytes, at);
    if (count == Long.MAX_VALUE) {
      return INFINITY;
    }
    if (count == Long.MIN_VALUE) {
      return NEGATIVE_INFINITY;
    }
    if (kind == ValueKind.DATE) {
      return Value.of(LocalDate.ofEpochDay(count));
    }
    int nanos = Numbers.getInt(bytes, at + 8);
    return kind == ValueKind.INSTANT
        ? Value.of(Instant.ofEpochSecond(count, nanos))
        : Value.of(LocalDateTime.ofEpochSecond(count, nanos, ZoneOffset.UTC));
  }

  private static Value value(ValueKind kind, byte[] bytes, int from, int to) {
    return switch (kind) {
      case TEXT -> Value.of(new ByteSource(bytes, from).getText(to - from));
      case BINARY -> Value.of(Arrays.copyOfRange(bytes, from, to));
      default -> ValueImage.read(new ByteSource(bytes, from));
    };
  }

  /** The values of the key's parts, in order. */
  public List<Value> key(Slab slab, int row) {
    return key(slab.bytes(), slab.start(row));
  }

  public List<Value> key(byte[] bytes, int start) {
    List<Value> parts = new ArrayList<>(key.size());
    int at = start;
    for (PackedField part : key) {
      int end = PackedKey.end(part.kind(), bytes, at);
      parts.add(keyPart(part.kind(), bytes, at, end));
      at = end;
    }
    return parts;
  }

  private static Value keyPart(ValueKind kind, byte[] bytes, int start, int end) {
    if (kind == ValueKind.DECIMAL) {
      return Value.of(PackedKey.decimal(bytes, start, end));
    }
    if (kind != ValueKind.TEXT && kind != ValueKind.BINARY) {
      return fixed(kind, bytes, start);
    }
    byte[] plain = PackedKey.bytes(bytes, start, end);
    return value(kind, plain, 0, plain.length);
  }

  /** The key as text, each part as its value writes itself. */
  public NativeKey nativeKey(Slab slab, int row) {
    return new NativeKey(key(slab, row).stream().map(Value::toString).toList());
  }

  /** Where the key of the row that begins at {@code start} ends. */
  public int keyEnd(byte[] bytes, int start) {
    int at = start;
    for (PackedField part : key) {
      at = PackedKey.end(part.kind(), bytes, at);
    }
    return at;
  }

  /** Where a row ends whose key ends at {@code keyEnd}. */
  public int rowEnd(byte[] bytes, int keyEnd) {
    return layout.rowEnd(bytes, keyEnd);
  }

  /** Key and fields that are present, in the schema's order. */
  public Row row(Slab slab, int row) {
    Row.Builder builder = Row.builder();
    List<Value> parts = key(slab, row);
    for (int i = 0; i < parts.size(); i++) {
      builder.set(keyNames.get(i), parts.get(i));
    }
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).name();
      get(slab, row, i).ifPresent(value -> builder.set(name, value));
    }
    return builder.build();
  }
}
