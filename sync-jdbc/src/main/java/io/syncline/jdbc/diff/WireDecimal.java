package io.syncline.jdbc.diff;

import io.syncline.packed.RowPacker;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A {@code numeric} in binary: how many digits to the base of 10,000, the power of the first, a
 * sign, the scale to show, which says nothing here; then the digits. Each takes two bytes.
 */
final class WireDecimal {

  private static final int HEADER = 8;
  private static final int BASE = 10_000;
  private static final int BASE_DIGITS = 4;

  private static final int NEGATIVE = 0x4000;
  private static final int NOT_A_NUMBER = 0xC000;
  private static final int INFINITY = 0xD000;
  private static final int NEGATIVE_INFINITY = 0xF000;

  /** So many digits to the base fit a long; one more does below the first digit named. */
  private static final int LONG_DIGITS = 4;

  private static final int LONG_FIRST = 922;

  private WireDecimal() {}

  static void put(byte[] bytes, int at, int length, RowPacker row) {
    int digits = length < HEADER ? -1 : BigEndian.getShort(bytes, at) & 0xFFFF;
    if (length != HEADER + 2 * digits) {
      throw new IllegalArgumentException(
          "must be of " + (HEADER + 2 * digits) + " bytes: type=DECIMAL length=" + length);
    }
    int sign = BigEndian.getShort(bytes, at + 4) & 0xFFFF;
    switch (sign) {
      case NOT_A_NUMBER -> row.putNotANumber();
      case INFINITY -> row.putInfinity();
      case NEGATIVE_INFINITY -> row.putNegativeInfinity();
      default -> {
        int scale = BASE_DIGITS * (digits - 1 - BigEndian.getShort(bytes, at + 2));
        putDigits(bytes, at + HEADER, digits, scale, sign == NEGATIVE, row);
      }
    }
  }

  private static void putDigits(
      byte[] bytes, int at, int digits, int scale, boolean negative, RowPacker row) {
    if (digits > LONG_DIGITS
        && (digits > LONG_DIGITS + 1 || BigEndian.getShort(bytes, at) >= LONG_FIRST)) {
      BigInteger unscaled = unscaled(bytes, at, digits);
      row.putDecimal(new BigDecimal(negative ? unscaled.negate() : unscaled, scale));
      return;
    }
    long unscaled = 0;
    for (int i = 0; i < digits; i++) {
      unscaled = unscaled * BASE + BigEndian.getShort(bytes, at + 2 * i);
    }
    row.putDecimal(negative ? -unscaled : unscaled, digits == 0 ? 0 : scale);
  }

  private static BigInteger unscaled(byte[] bytes, int at, int digits) {
    char[] text = new char[BASE_DIGITS * digits];
    for (int i = 0; i < digits; i++) {
      int rest = BigEndian.getShort(bytes, at + 2 * i);
      for (int j = BASE_DIGITS - 1; j >= 0; j--) {
        text[BASE_DIGITS * i + j] = (char) ('0' + rest % 10);
        rest /= 10;
      }
    }
    return new BigInteger(new String(text));
  }
}
