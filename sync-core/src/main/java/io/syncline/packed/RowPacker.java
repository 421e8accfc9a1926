package io.syncline.packed;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Packs one row after the other: {@link #begin}, then one {@code put} per column, the key's parts
 * first, in the schema's order, then {@link #end}. The row stays until the next begins. Makes no
 * garbage. Not thread-safe.
 *
 * <p>A whole number may be put into a decimal field and a boolean into a number's, since the shared
 * schema of two sides may be wider than one of them.
 */
public final class RowPacker {

  /** In place of a decimal's scale: its slot holds one of the codes below, not its digits. */
  static final byte OTHER = Byte.MIN_VALUE;

  static final int LONG_DECIMAL = 0;
  static final int NOT_A_NUMBER = 1;
  static final int INFINITY = 2;
  static final int NEGATIVE_INFINITY = 3;

  private static final int NANOS = 1_000_000_000;

  private final PackedField[] columns;
  private final ValueKind[] kinds;
  private final int[] fractionNanos;
  private final RowBuffer row;
  private final long[] digits = new long[2];

  public RowPacker(PackedSchema schema) {
    columns = schema.all().toArray(PackedField[]::new);
    kinds = Arrays.stream(columns).map(PackedField::kind).toArray(ValueKind[]::new);
    fractionNanos = Arrays.stream(columns).mapToInt(each -> nanos(each.fraction())).toArray();
    row = new RowBuffer(schema);
  }

  private static int nanos(int fraction) {
    int nanos = NANOS;
    for (int i = 0; i < fraction; i++) {
      nanos /= 10;
    }
    return nanos;
  }

  /** The row that was packed last, from 0. */
  public byte[] bytes() {
    return row.bytes();
  }

  public int keyEnd() {
    return row.keyEnd();
  }

  public int size() {
    return row.size();
  }

  public void begin() {
    row.begin();
  }

  /** Packs a whole row: fields that it does not carry are absent, others than the schema's left. */
  public void put(Row values) {
    begin();
    for (PackedField column : columns) {
      values.get(column.name()).ifPresentOrElse(this::put, this::putAbsent);
    }
    end();
  }

  public void put(Value value) {
    switch (value.kind()) {
      case NULL -> putNull();
      case BOOLEAN -> putBoolean(((Value.Bool) value).value());
      case INTEGER -> putLong(((Value.Int) value).value());
      case DECIMAL -> putDecimal(((Value.Decimal) value).value());
      case DOUBLE -> putDouble(((Value.Real) value).value());
      case TEXT -> putText(((Value.Text) value).value());
      case BINARY -> putBinary(((Value.Binary) value).value());
      case DATE -> putDate(((Value.Date) value).value().toEpochDay());
      case TIME -> putTime(((Value.Time) value).value().toNanoOfDay());
      case DATE_TIME -> {
        Instant instant = ((Value.DateTime) value).value().toInstant(ZoneOffset.UTC);
        putDateTime(instant.getEpochSecond(), instant.getNano());
      }
      case INSTANT -> {
        Instant instant = ((Value.Moment) value).value();
        putInstant(instant.getEpochSecond(), instant.getNano());
      }
      case UUID -> {
        java.util.UUID uuid = ((Value.Uuid) value).value();
        putUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      }
      case LIST, SET, STRUCT -> putNested(value);
      case LIFE -> throw new IllegalArgumentException("must be of a field: value=" + value);
    }
  }

  public void putNull() {
    checkField("null");
    row.putNull();
  }

  /** This side does not carry the field: it will not be compared. */
  public void putAbsent() {
    checkField("absent");
    row.putAbsent();
  }

  private void checkField(String what) {
    if (row.inKey()) {
      throw new IllegalArgumentException(
          "must be no part of a key: value=" + what + " key=" + columns[row.next()].name());
    }
    check(!row.isFull(), what);
  }

  public void putBoolean(boolean value) {
    ValueKind kind = kind("boolean");
    if (kind == ValueKind.BOOLEAN) {
      putByte((byte) (value ? 1 : 0));
    } else if (kind == ValueKind.INTEGER || kind == ValueKind.DECIMAL) {
      putLong(value ? 1 : 0);
    } else {
      refuse(kind, "boolean");
    }
  }

  /** Of a boolean field, at most a byte: some databases' booleans are small numbers. */
  public void putLong(long value) {
    ValueKind kind = kind("integer");
    if (kind == ValueKind.INTEGER) {
      putSigned(8, value);
    } else if (kind == ValueKind.DECIMAL) {
      putDecimal(value, 0);
    } else if (kind == ValueKind.BOOLEAN && value == (byte) value) {
      putByte((byte) value);
    } else {
      refuse(kind, "integer");
    }
  }

  private void putByte(byte value) {
    int at = row.slot(1);
    row.bytes()[at] = value;
  }

  private void putSigned(int width, long value) {
    int at = row.slot(width);
    Numbers.putSigned(row.bytes(), at, value);
  }

  public void putDouble(double value) {
    expect(ValueKind.DOUBLE, "double");
    int at = row.slot(8);
    Numbers.putLong(row.bytes(), at, Numbers.sortable(value));
  }

  /** {@code unscaled} times ten to the power of minus {@code scale}. */
  public void putDecimal(long unscaled, int scale) {
    expect(ValueKind.DECIMAL, "decimal");
    if (row.inKey()) {
      row.putKey(PackedKey.decimal(BigDecimal.valueOf(unscaled, scale)));
      return;
    }
    digits[0] = unscaled;
    digits[1] = scale;
    strip();
    if (digits[1] <= OTHER || digits[1] > Byte.MAX_VALUE) {
      putLongDecimal(BigDecimal.valueOf(digits[0], (int) digits[1]));
    } else {
      putDecimalSlot(digits[0], (byte) digits[1]);
    }
  }

  /** Removes the zeros at the end. */
  private void strip() {
    if (digits[0] == 0) {
      digits[1] = 0;
    }
    while (digits[0] != 0 && digits[0] % 10 == 0) {
      digits[0] /= 10;
      digits[1]--;
    }
  }

  public void putDecimal(BigDecimal value) {
    if (value.precision() <= Layout.SLOT_DIGITS) {
      putDecimal(value.unscaledValue().longValue(), value.scale());
      return;
    }
    expect(ValueKind.DECIMAL, "decimal");
    BigDecimal stripped = value.stripTrailingZeros();
    BigInteger unscaled = stripped.unscaledValue();
    if (row.inKey()) {
      row.putKey(PackedKey.decimal(stripped));
    } else if (unscaled.bitLength() < Long.SIZE
        && stripped.scale() > OTHER
        && stripped.scale() <= Byte.MAX_VALUE) {
      putDecimalSlot(unscaled.longValue(), (byte) stripped.scale());
    } else {
      putLongDecimal(stripped);
    }
  }

  private void putDecimalSlot(long unscaled, byte scale) {
    int at = row.slot(9);
    Numbers.putSigned(row.bytes(), at, unscaled);
    row.bytes()[at + 8] = scale;
    row.endBytes();
  }

  private void putLongDecimal(BigDecimal value) {
    if (!row.hasEnd()) {
      PackedField column = columns[row.next()];
      throw new IllegalArgumentException(
          "must be " + column.type() + ": field=" + column.name() + " value=" + value);
    }
    byte[] unscaled = value.unscaledValue().toByteArray();
    putDecimalSlot(LONG_DECIMAL, OTHER);
    row.appendInt(value.scale());
    row.append(unscaled, 0, unscaled.length);
    row.endBytes();
  }

  /** A number that is none, which some databases' decimals may be. */
  public void putNotANumber() {
    if (kind("decimal") == ValueKind.DOUBLE) {
      putDouble(Double.NaN);
    } else {
      special(NOT_A_NUMBER);
    }
  }

  /** A number or a time above all others, which some databases have. */
  public void putInfinity() {
    endless(INFINITY, Double.POSITIVE_INFINITY, Long.MAX_VALUE);
  }

  /** A number or a time below all others. */
  public void putNegativeInfinity() {
    endless(NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Long.MIN_VALUE);
  }

  private void endless(int code, double number, long time) {
    ValueKind kind = kind("infinity");
    switch (kind) {
      case DECIMAL -> special(code);
      case DOUBLE -> putDouble(number);
      case DATE -> putDate(time);
      case DATE_TIME, INSTANT -> putSigned(12, time);
      default -> refuse(kind, "infinity");
    }
  }

  private void special(int code) {
    expect(ValueKind.DECIMAL, "a special number");
    if (row.inKey()) {
      throw new IllegalArgumentException(
          "must be finite in a key: key=" + columns[row.next()].name() + " code=" + code);
    }
    putDecimalSlot(code, OTHER);
  }

  public void putDate(long epochDay) {
    expect(ValueKind.DATE, "date");
    putSigned(8, epochDay);
  }

  /**
   * A time of day.
   *
   * @param nanoOfDay below 0, or a day and more, where the database's times go as far
   */
  public void putTime(long nanoOfDay) {
    expect(ValueKind.TIME, "time");
    int unit = fractionNanos[row.next()];
    putSigned(8, nanoOfDay - Math.floorMod(nanoOfDay, unit));
  }

  /**
   * A date and a time of day.
   *
   * @param second as if it were in UTC, since 1970
   */
  public void putDateTime(long second, int nano) {
    putSeconds(ValueKind.DATE_TIME, second, nano);
  }

  public void putInstant(long epochSecond, int nano) {
    putSeconds(ValueKind.INSTANT, epochSecond, nano);
  }

  private void putSeconds(ValueKind kind, long second, int nano) {
    expect(kind, "seconds");
    int unit = fractionNanos[row.next()];
    int at = row.slot(12);
    Numbers.putSigned(row.bytes(), at, second);
    Numbers.putInt(row.bytes(), at + 8, nano - nano % unit);
  }

  public void putUuid(long mostSignificant, long leastSignificant) {
    expect(ValueKind.UUID, "uuid");
    int at = row.slot(16);
    Numbers.putLong(row.bytes(), at, mostSignificant);
    Numbers.putLong(row.bytes(), at + 8, leastSignificant);
  }

  public void putText(String text) {
    expect(ValueKind.TEXT, "text");
    Set<TextRule> rules = columns[row.next()].rules();
    String form = rules.isEmpty() ? text : TextRule.apply(rules, text);
    if (form.isEmpty() && rules.contains(TextRule.EMPTY_IS_NULL) && !row.inKey()) {
      putNull();
    } else if (row.inKey() || !row.putText(form)) {
      putBytes(ByteSink.encode(form));
    }
  }

  /** Text as well-formed UTF-8, straight from a wire. */
  public void putUtf8(byte[] bytes, int from, int to) {
    expect(ValueKind.TEXT, "text");
    if (columns[row.next()].rules().isEmpty()) {
      row.putBytes(bytes, from, to);
    } else {
      putText(new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  public void putBinary(byte[] bytes) {
    putBinary(bytes, 0, bytes.length);
  }

  public void putBinary(byte[] bytes, int from, int to) {
    expect(ValueKind.BINARY, "binary");
    row.putBytes(bytes, from, to);
  }

  private void putNested(Value value) {
    expect(value.kind(), "a collection");
    ByteSink sink = new ByteSink();
    ValueImage.write(sink, value);
    putBytes(sink.toBytes());
  }

  private void putBytes(byte[] bytes) {
    row.putBytes(bytes, 0, bytes.length);
  }

  public void end() {
    check(row.isFull(), "end");
    row.end();
  }

  private ValueKind kind(String what) {
    check(!row.isFull(), what);
    return kinds[row.next()];
  }

  private void expect(ValueKind kind, String what) {
    if (kind(what) != kind) {
      refuse(kinds[row.next()], what);
    }
  }

  private void check(boolean inOrder, String what) {
    if (!inOrder) {
      throw new IllegalStateException(
          "must put every column once, in order: column=" + row.next() + " put=" + what);
    }
  }

  private void refuse(ValueKind kind, String what) {
    throw new IllegalArgumentException(
        "must be " + kind + ": field=" + columns[row.next()].name() + " value=" + what);
  }

  /** The columns, in the order in which they are put. */
  public List<PackedField> columns() {
    return List.of(columns);
  }
}
