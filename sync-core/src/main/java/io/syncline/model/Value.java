package io.syncline.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One value of a field, native or canonical. {@code equals} is canonical equality: decimals compare
 * by value (1.0 equals 1.00), instants as instants, -0.0 equals 0.0, sets without order, structs
 * without order of their members, text by code points. Values of different kinds are never equal.
 *
 * <p>A database NULL is {@link #NULL}; a field that is not carried at all is absent from its {@link
 * Row}. Branch with {@code switch (value.kind())}.
 */
public sealed interface Value
    permits Value.Null,
        Value.Bool,
        Value.Int,
        Value.Decimal,
        Value.Real,
        Value.Text,
        Value.Binary,
        Value.Date,
        Value.Time,
        Value.DateTime,
        Value.Moment,
        Value.Uuid,
        Value.Sequence,
        Value.SetOf,
        Value.Struct,
        Life {

  /** The one {@link Null}; use it rather than the constructor. */
  @SuppressWarnings("ClassInitializationDeadlock") // Null is first touched here, never before Value
  Value NULL = new Null();

  ValueKind kind();

  default boolean isNull() {
    return kind() == ValueKind.NULL;
  }

  /** A database NULL, a JSON null. */
  record Null() implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.NULL;
    }

    @Override
    public String toString() {
      return "null";
    }
  }

  record Bool(boolean value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.BOOLEAN;
    }

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  record Int(long value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.INTEGER;
    }

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** An exact number; kept without trailing zeros. */
  record Decimal(BigDecimal value) implements Value {
    public Decimal {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    @Override
    public ValueKind kind() {
      return ValueKind.DECIMAL;
    }

    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  /** A binary floating point number; one NaN, and -0.0 is kept as 0.0. */
  record Real(double value) implements Value {
    public Real {
      value = Double.isNaN(value) ? Double.NaN : value + 0.0;
    }

    @Override
    public ValueKind kind() {
      return ValueKind.DOUBLE;
    }

    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  record Text(String value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.TEXT;
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Bytes, copied on the way in and out. */
  @SuppressWarnings("ArrayRecordComponent") // equals and hashCode below go by content
  record Binary(byte[] value) implements Value {
    public Binary {
      value = value.clone();
    }

    @Override
    public byte[] value() {
      return value.clone();
    }

    /** How many bytes. */
    public int length() {
      return value.length;
    }

    @Override
    public ValueKind kind() {
      return ValueKind.BINARY;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Binary that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(value);
    }
  }

  record Date(LocalDate value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.DATE;
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  record Time(LocalTime value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.TIME;
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** A date and time of day without a zone: not a point in time. */
  record DateTime(LocalDateTime value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.DATE_TIME;
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** A point in time. */
  record Moment(Instant value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.INSTANT;
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  record Uuid(java.util.UUID value) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.UUID;
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** Values in order: an array column, a JSON array. */
  record Sequence(List<Value> values) implements Value {
    public Sequence {
      values = List.copyOf(values);
    }

    @Override
    public ValueKind kind() {
      return ValueKind.LIST;
    }

    @Override
    public String toString() {
      return values.toString();
    }
  }

  /** Values without order or repetition; kept sorted by {@link ValueOrder}. */
  record SetOf(SortedSet<Value> values) implements Value {
    public SetOf {
      TreeSet<Value> copy = new TreeSet<>(ValueOrder.TOTAL);
      copy.addAll(values);
      values = Collections.unmodifiableSortedSet(copy);
    }

    @Override
    public ValueKind kind() {
      return ValueKind.SET;
    }

    @Override
    public String toString() {
      return values.toString();
    }
  }

  /** Named members, such as a nested JSON object. */
  record Struct(Map<String, Value> members) implements Value {
    public Struct {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public ValueKind kind() {
      return ValueKind.STRUCT;
    }

    @Override
    public String toString() {
      return members.toString();
    }
  }

  static Value of(boolean value) {
    return new Bool(value);
  }

  static Value of(long value) {
    return new Int(value);
  }

  static Value of(double value) {
    return new Real(value);
  }

  static Value of(BigDecimal value) {
    return new Decimal(value);
  }

  static Value of(String value) {
    return new Text(value);
  }

  static Value of(byte[] value) {
    return new Binary(value);
  }

  static Value of(LocalDate value) {
    return new Date(value);
  }

  static Value of(LocalTime value) {
    return new Time(value);
  }

  static Value of(LocalDateTime value) {
    return new DateTime(value);
  }

  static Value of(Instant value) {
    return new Moment(value);
  }

  static Value of(java.util.UUID value) {
    return new Uuid(value);
  }

  static Value set(Collection<? extends Value> values) {
    TreeSet<Value> sorted = new TreeSet<>(ValueOrder.TOTAL);
    sorted.addAll(values);
    return new SetOf(sorted);
  }
}
