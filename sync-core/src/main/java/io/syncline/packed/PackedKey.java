package io.syncline.packed;

import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Parts of keys of different lengths, as bytes that sort as the values do.
 *
 * <p>Text and binary: the bytes, with 0 written as 0 and 255, behind them 0 and 1, so that a text
 * sorts before those that it begins. Decimals: a sign, then where the point stands, then the digits
 * up to an end mark; of negative numbers all bits but the sign's are turned round.
 */
final class PackedKey {

  private static final int ESCAPED_ZERO = 0xFF;
  private static final int END = 1;
  private static final int NEGATIVE = 1;
  private static final int ZERO = 2;
  private static final int POSITIVE = 3;

  private PackedKey() {}

  static void check(PackedField part) {
    if (width(part.kind()) == 0
        && part.kind() != ValueKind.TEXT
        && part.kind() != ValueKind.BINARY
        && part.kind() != ValueKind.DECIMAL) {
      throw new IllegalArgumentException(
          "must be of a kind that has an order: key=" + part.name() + " kind=" + part.kind());
    }
  }

  /** The bytes of every part of this kind; 0 where that depends on the value. */
  static int width(ValueKind kind) {
    return kind == ValueKind.DECIMAL ? 0 : Layout.slotWidth(kind);
  }

  /** How many bytes {@code length} bytes may become. */
  static int most(int length) {
    return 2 * length + 2;
  }

  /** Gives where the part ends. */
  static int put(byte[] into, int start, byte[] bytes, int from, int to) {
    int at = start;
    for (int i = from; i < to; i++) {
      into[at++] = bytes[i];
      if (bytes[i] == 0) {
        into[at++] = (byte) ESCAPED_ZERO;
      }
    }
    into[at++] = 0;
    into[at++] = END;
    return at;
  }

  static byte[] bytes(byte[] row, int start, int end) {
    byte[] bytes = new byte[end - start];
    int size = 0;
    for (int i = start; i < end - 2; i++) {
      bytes[size++] = row[i];
      if (row[i] == 0) {
        i++;
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  static byte[] decimal(BigDecimal number) {
    BigDecimal value = number.stripTrailingZeros();
    if (value.signum() == 0) {
      return new byte[] {ZERO};
    }
    byte[] digits = ByteSink.encode(value.unscaledValue().abs().toString());
    byte[] bytes = new byte[1 + 4 + digits.length + 1];
    int point = Math.subtractExact(digits.length, value.scale());
    Numbers.putInt(bytes, 1, point ^ Integer.MIN_VALUE);
    System.arraycopy(digits, 0, bytes, 1 + 4, digits.length);
    if (value.signum() < 0) {
      for (int i = 1; i < bytes.length; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
    }
    bytes[0] = (byte) (value.signum() < 0 ? NEGATIVE : POSITIVE);
    return bytes;
  }

  static BigDecimal decimal(byte[] row, int start, int end) {
    if (row[start] == ZERO) {
      return BigDecimal.ZERO;
    }
    byte[] bytes = Arrays.copyOfRange(row, start, end);
    boolean negative = bytes[0] == NEGATIVE;
    if (negative) {
      for (int i = 1; i < bytes.length; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
    }
    int point = Numbers.getInt(bytes, 1) ^ Integer.MIN_VALUE;
    int digits = bytes.length - 1 - 4 - 1;
    BigInteger unscaled =
        new BigInteger(
            new String(bytes, 1 + 4, digits, java.nio.charset.StandardCharsets.US_ASCII));
    return new BigDecimal(negative ? unscaled.negate() : unscaled, digits - point);
  }

  /** Where the part that begins at {@code start} ends. */
  static int end(ValueKind kind, byte[] row, int start) {
    int width = width(kind);
    if (width > 0) {
      return start + width;
    }
    int at = start;
    if (kind == ValueKind.DECIMAL) {
      if (row[start] == ZERO) {
        return start + 1;
      }
      byte mark = (byte) (row[start] == NEGATIVE ? 0xFF : 0);
      at = start + 1 + 4;
      while (row[at] != mark) {
        at++;
      }
      return at + 1;
    }
    while (row[at] != 0 || row[at + 1] != END) {
      at += row[at] == 0 ? 2 : 1;
    }
    return at + 2;
  }
}
