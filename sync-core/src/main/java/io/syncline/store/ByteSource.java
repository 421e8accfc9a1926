package io.syncline.store;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.function.Function;

/** Reads what {@link ByteSink} wrote. */
final class ByteSource {

  private final byte[] bytes;
  private int at;

  private ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a whole image behind its format byte.
   *
   * @param format the newest format that {@code reader} knows, and for now the only one
   * @param what names the image in the message of a {@link StoreException} where it cannot be read
   */
  static <T> T read(byte[] image, int format, String what, Function<ByteSource, T> reader) {
    if (image.length == 0 || image[0] != format) {
      throw new StoreException(
          "must be of format "
              + format
              + ", as this version of Syncline writes it: image="
              + what
              + " format="
              + (image.length == 0 ? "none" : image[0] & 0xFF));
    }
    ByteSource source = new ByteSource(image);
    source.at = 1;
    try {
      T value = reader.apply(source);
      if (source.at != image.length) {
        throw new StoreException(
            "must end where it is read to: image="
                + what
                + " length="
                + image.length
                + " read="
                + source.at);
      }
      return value;
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      throw new StoreException("must be a whole image: image=" + what, e);
    }
  }

  int get() {
    return bytes[at++] & 0xFF;
  }

  boolean getBoolean() {
    return get() != 0;
  }

  long getNumber() {
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
  int getCount() {
    long count = getNumber();
    if (count < 0 || count > bytes.length - at) {
      throw new IndexOutOfBoundsException("must be <= " + (bytes.length - at) + ": count=" + count);
    }
    return (int) count;
  }

  int getInt() {
    return (int) getNumber();
  }

  long getSigned() {
    long value = getNumber();
    return (value >>> 1) ^ -(value & 1);
  }

  long getLong() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | get();
    }
    return value;
  }

  byte[] getAll(int length) {
    if (length > bytes.length - at) {
      throw new IndexOutOfBoundsException(
          "must be <= " + (bytes.length - at) + ": length=" + length);
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  byte[] getBytes() {
    return getAll(getCount());
  }

  String getText() {
    return getText(getCount());
  }

  String getText(int length) {
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
