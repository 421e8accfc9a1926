package io.syncline.diff.sketch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A short string of bytes: one element of a set, or the key at its beginning. Ordered as unsigned
 * bytes. Immutable.
 *
 * <p>For records, an item is a key of fixed length followed by a digest of the record: a record
 * that both sides have with unlike content is then two items with one key, and {@link
 * SketchDifference#byKey} pairs them.
 */
public final class SketchItem implements Comparable<SketchItem> {

  private final byte[] bytes;

  private SketchItem(byte[] bytes) {
    this.bytes = bytes;
  }

  public static SketchItem of(byte[] bytes) {
    return new SketchItem(bytes.clone());
  }

  /**
   * Sixteen bytes: the key or its hash, then the digest, both with the highest byte first.
   *
   * @param key as it is where keys are numbers, else 64 bits of a good hash of it
   * @param digest 64 bits of a good hash of the record
   */
  public static SketchItem of(long key, long digest) {
    return new SketchItem(ByteBuffer.allocate(2 * Long.BYTES).putLong(key).putLong(digest).array());
  }

  /**
   * The key, then the digest with the highest byte first.
   *
   * @param key must be of one length throughout a session
   */
  public static SketchItem of(byte[] key, long digest) {
    return new SketchItem(
        ByteBuffer.allocate(key.length + Long.BYTES).put(key).putLong(digest).array());
  }

  /** How many bytes. */
  public int length() {
    return bytes.length;
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Eight bytes as a number, the highest first. Of an item of key and digest, 0 is where a key of
   * eight bytes is and 8 where its digest is.
   *
   * @param offset the first of the eight
   */
  public long longAt(int offset) {
    if (offset < 0 || offset > bytes.length - Long.BYTES) {
      throw new IllegalArgumentException(
          "must be 0 to " + (bytes.length - Long.BYTES) + ": offset=" + offset);
    }
    return ByteBuffer.wrap(bytes).getLong(offset);
  }

  /** The first {@code length} bytes. */
  public SketchItem prefix(int length) {
    if (length < 0 || length > bytes.length) {
      throw new IllegalArgumentException("must be 0 to " + bytes.length + ": length=" + length);
    }
    return new SketchItem(Arrays.copyOf(bytes, length));
  }

  @Override
  public int compareTo(SketchItem other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SketchItem item && Arrays.equals(bytes, item.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }

  byte[] shared() {
    return bytes;
  }

  static SketchItem ofWords(long[] words, int at, int length) {
    byte[] bytes = new byte[length];
    Words.store(words, at, bytes, 0, length);
    return new SketchItem(bytes);
  }
}
