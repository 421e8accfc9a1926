package io.syncline.jdbc.diff;

import io.syncline.jdbc.schema.Column;
import io.syncline.packed.RowPacker;

/**
 * How PostgreSQL sends the values of a column in binary, and how they are packed from there.
 *
 * <p>See the {@code *send} functions of its types, which the manual leaves to the source.
 */
enum WireType {
  BOOLEAN,
  /** Two, four or eight bytes. */
  INTEGER,
  DECIMAL,
  /** Eight bytes; those of four are not asked for. */
  REAL,
  TEXT,
  BINARY,
  DATE,
  TIME,
  DATE_TIME,
  INSTANT,
  UUID,
  TEXTS;

  /** Days from 1970 to 2000, where PostgreSQL counts from. */
  private static final int EPOCH_DAY = 10_957;

  private static final long EPOCH_SECOND = EPOCH_DAY * 86_400L;
  private static final int MICROS = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  static WireType of(Column column) {
    return switch (column.form()) {
      case BOOLEAN -> BOOLEAN;
      case SMALL, INTEGER, BIG -> INTEGER;
      case DECIMAL -> DECIMAL;
      case SINGLE, REAL -> REAL;
      case TEXT, SYMBOL, JSON, LARGE_TEXT -> TEXT;
      case BINARY, LARGE_BINARY -> BINARY;
      case DATE -> DATE;
      case TIME -> TIME;
      case DATE_TIME -> DATE_TIME;
      case INSTANT -> INSTANT;
      case UUID_TEXT -> UUID;
      case TEXTS -> TEXTS;
    };
  }

  /** Packs a value that is not null. */
  void put(byte[] bytes, int at, int length, RowPacker row) {
    switch (this) {
      case BOOLEAN -> row.putBoolean(bytes[sized(1, at, length)] != 0);
      case INTEGER -> row.putLong(integer(bytes, at, length));
      case DECIMAL -> WireDecimal.put(bytes, at, length, row);
      case REAL -> row.putDouble(Double.longBitsToDouble(eight(bytes, at, length)));
      case TEXT -> row.putUtf8(bytes, at, at + length);
      case BINARY -> row.putBinary(bytes, at, at + length);
      case DATE -> putDate(BigEndian.getInt(bytes, sized(4, at, length)), row);
      case TIME -> row.putTime(eight(bytes, at, length) * NANOS_PER_MICRO);
      case DATE_TIME, INSTANT -> putSeconds(eight(bytes, at, length), row);
      case UUID -> {
        sized(16, at, length);
        row.putUuid(BigEndian.getLong(bytes, at), BigEndian.getLong(bytes, at + 8));
      }
      case TEXTS -> row.put(WireTexts.read(bytes, at, length));
    }
  }

  private int sized(int expected, int at, int length) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "must be of " + expected + " bytes: type=" + this + " length=" + length);
    }
    return at;
  }

  private long eight(byte[] bytes, int at, int length) {
    return BigEndian.getLong(bytes, sized(8, at, length));
  }

  private long integer(byte[] bytes, int at, int length) {
    return switch (length) {
      case 2 -> BigEndian.getShort(bytes, at);
      case 4 -> BigEndian.getInt(bytes, at);
      default -> eight(bytes, at, length);
    };
  }

  private static void putDate(int day, RowPacker row) {
    if (day == Integer.MAX_VALUE) {
      row.putInfinity();
    } else if (day == Integer.MIN_VALUE) {
      row.putNegativeInfinity();
    } else {
      row.putDate((long) day + EPOCH_DAY);
    }
  }

  private void putSeconds(long micros, RowPacker row) {
    if (micros == Long.MAX_VALUE) {
      row.putInfinity();
    } else if (micros == Long.MIN_VALUE) {
      row.putNegativeInfinity();
    } else {
      long second = Math.floorDiv(micros, MICROS);
      int nano = (int) (micros - second * MICROS) * NANOS_PER_MICRO;
      if (this == INSTANT) {
        row.putInstant(second + EPOCH_SECOND, nano);
      } else {
        row.putDateTime(second + EPOCH_SECOND, nano);
      }
    }
  }
}
