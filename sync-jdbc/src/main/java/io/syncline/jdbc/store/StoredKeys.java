package io.syncline.jdbc.store;

import io.syncline.model.NativeKey;
import io.syncline.store.KeyBytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Native keys as the bytes of a key column. Where that column is short, a key that is longer, or
 * just as long, is cut and ends in the SHA-256 of the whole, so that it fills the column exactly:
 * no other key does. Cut keys still sort after what they begin with.
 *
 * @param limit how many bytes the column has
 */
record StoredKeys(int limit) {

  private static final int DIGEST = 32;

  /** A column that takes any key. */
  static final StoredKeys UNLIMITED = new StoredKeys(Integer.MAX_VALUE);

  byte[] of(NativeKey key) {
    byte[] whole = KeyBytes.of(key);
    if (whole.length < limit) {
      return whole;
    }
    byte[] cut = Arrays.copyOf(whole, limit);
    System.arraycopy(sha256(whole), 0, cut, limit - DIGEST, DIGEST);
    return cut;
  }

  private boolean isCut(byte[] stored) {
    return stored.length == limit;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Tells the keys that were asked for by what is stored of them. */
  Function<byte[], NativeKey> among(Collection<NativeKey> asked) {
    if (limit == UNLIMITED.limit) {
      return KeyBytes::key;
    }
    Map<ByteBuffer, NativeKey> cut = new HashMap<>();
    for (NativeKey key : asked) {
      byte[] stored = of(key);
      if (isCut(stored)) {
        cut.put(ByteBuffer.wrap(stored), key);
      }
    }
    return stored ->
        isCut(stored)
            ? Objects.requireNonNull(cut.get(ByteBuffer.wrap(stored)))
            : KeyBytes.key(stored);
  }

  /** The image to store: with the whole key before it where that is cut. */
  byte[] image(KeyedImage keyed) {
    if (!isCut(of(keyed.key()))) {
      return keyed.image();
    }
    byte[] key = KeyBytes.of(keyed.key());
    return ByteBuffer.allocate(Integer.BYTES + key.length + keyed.image().length)
        .putInt(key.length)
        .put(key)
        .put(keyed.image())
        .array();
  }

  /** The inverse of {@link #image}. */
  KeyedImage read(byte[] stored, byte[] image) {
    if (!isCut(stored)) {
      return new KeyedImage(KeyBytes.key(stored), image);
    }
    ByteBuffer whole = ByteBuffer.wrap(image);
    byte[] key = new byte[whole.getInt()];
    whole.get(key);
    byte[] rest = new byte[whole.remaining()];
    whole.get(rest);
    return new KeyedImage(KeyBytes.key(key), rest);
  }
}
