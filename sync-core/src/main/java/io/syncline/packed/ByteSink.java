package io.syncline.packed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes, and how numbers and text are put into it. {@link ByteSource} reads. */
public final class ByteSink {

  /** Begins text that is not well formed; no UTF-8 has this byte. */
  public static final int RAW_TEXT = 0xFF;

  private byte[] bytes = new byte[256];
  private int size;

  public void put(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  public void put(boolean value) {
    put(value ? 1 : 0);
  }

  /** Seven bits a byte, the low ones first; negative numbers take ten bytes. */
  public void putNumber(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A number that is as often negative; small ones of either sign are short. */
  public void putSigned(long value) {
    putNumber((value << 1) ^ (value >> 63));
  }

  public void putLong(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  public void putAll(byte[] value) {
    putAll(value, 0, value.length);
  }

  public void putAll(byte[] value, int from, int to) {
    reserve(to - from);
    System.arraycopy(value, from, bytes, size, to - from);
    size += to - from;
  }

  public void putBytes(byte[] value) {
    putNumber(value.length);
    putAll(value);
  }

  public void putText(String text) {
    putBytes(encode(text));
  }

  /** UTF-8; text with a lone surrogate, which has no UTF-8, as its chars behind a mark. */
  public static byte[] encode(String text) {
    if (isWellFormed(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    byte[] raw = new byte[1 + 2 * text.length()];
    raw[0] = (byte) RAW_TEXT;
    for (int i = 0; i < text.length(); i++) {
      raw[1 + 2 * i] = (byte) (text.charAt(i) >> 8);
      raw[2 + 2 * i] = (byte) text.charAt(i);
    }
    return raw;
  }

  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
