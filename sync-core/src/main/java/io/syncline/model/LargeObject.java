package io.syncline.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for a content that is too large to be held in memory, such as a scanned contract:
 * equal exactly where the contents are. A field that is carried so holds its text as a {@link
 * Value.Text}, {@code sha-256:DIGEST:LENGTH}, which is compared, decided on, stored and mapped as
 * any other; the content itself goes straight from a system that has it to the one that is written.
 *
 * @param digest the SHA-256 of the content, as 64 hexadecimal digits in lower case
 * @param length of the content, in bytes
 */
public record LargeObject(String digest, long length) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TEXT = Pattern.compile("sha-256:([0-9a-f]{64}):(0|[1-9]\\d{0,17})");

  public LargeObject {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "must be 64 hexadecimal digits in lower case: digest=" + digest);
    }
    if (length < 0) {
      throw new IllegalArgumentException("must be >= 0: length=" + length);
    }
  }

  /** The one that stands for a content that is in memory. */
  public static LargeObject ofContent(byte[] content) {
    return new LargeObject(HexFormat.of().formatHex(sha256().digest(content)), content.length);
  }

  /** What digests are computed with, for contents that are not in memory. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM must know SHA-256", e);
    }
  }

  /** The one that a text stands for; empty: it stands for none. */
  public static Optional<LargeObject> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new LargeObject(parts.group(1), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  /** The one that a value stands for; empty: it stands for none. */
  public static Optional<LargeObject> of(Value value) {
    return value instanceof Value.Text text ? parse(text.value()) : Optional.empty();
  }

  /** The text that a field holds. */
  @Override
  public String toString() {
    return "sha-256:" + digest + ":" + length;
  }
}
