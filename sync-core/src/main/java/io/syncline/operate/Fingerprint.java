package io.syncline.operate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The version of an entry's content: 64 bits of SHA-256 over what it is made of. */
final class Fingerprint {

  private static final int BYTES = 8;

  private Fingerprint() {}

  /** Of parts whose text tells all that counts of them. */
  static String of(Object... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Object part : parts) {
        byte[] text = part.toString().getBytes(StandardCharsets.UTF_8);
        sha.update(Integer.toString(text.length).getBytes(StandardCharsets.UTF_8));
        sha.update((byte) ':');
        sha.update(text);
      }
      return HexFormat.of().formatHex(Arrays.copyOf(sha.digest(), BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
