package io.syncline.packed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteSink} wrote. */
public final class ByteSource {

  private final byte[] bytes;
  private int at;

  /** Reads from {@code start} on. */
  public ByteSource(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
  }

  public int at() {
    return at;
  }

  /** All that is read from, not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  public void skip(int length) {
    if (length < 0 || length > bytes.length - at) {
      throw new IndexOutOfBoundsException(
          "must be 0 to " + (bytes.length - at) + ": length=" + length);
    }
    at += length;
  }

  public int get() {
    return bytes[at++] & 0xFF;
  }

  public boolean getBoolean() {
    return get() != 0;
  }

  public long getNumber() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** A number that counts what follows. */
  public int getCount() {
    long count = getNumber();
    if (count < 0 || count > bytes.length - at) {
      throw new IndexOutOfBoundsException("must be <= " + (bytes.length - at) + ": count=" + count);
    }
    return (int) count;
  }

  public int getInt() {
    return (int) getNumber();
  }

  public long getSigned() {
    long value = getNumber();
    return (value >>> 1) ^ -(value & 1);
  }

  public long getLong() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | get();
    }
    return value;
  }

  public byte[] getAll(int length) {
    if (length > bytes.length - at) {
      throw new IndexOutOfBoundsException(
          "must be <= " + (bytes.length - at) + ": length=" + length);
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  public byte[] getBytes() {
    return getAll(getCount());
  }

  public String getText() {
    return getText(getCount());
  }

  public String getText(int length) {
    if (length > 0 && (bytes[at] & 0xFF) == ByteSink.RAW_TEXT) {
      byte[] raw = getAll(length);
      StringBuilder text = new StringBuilder(length / 2);
      for (int i = 1; i + 1 < length; i += 2) {
        text.append((char) ((raw[i] & 0xFF) << 8 | (raw[i + 1] & 0xFF)));
      }
      return text.toString();
    }
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }
}
