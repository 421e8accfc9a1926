package io.syncline.http.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code Content-Encoding} headers say: RFC 9110, section 8.4. */
public final class Codings {

  private Codings() {}

  /** The last one that was applied comes off first. */
  static List<String> outermostFirst(List<String> headers) {
    List<String> codings = new ArrayList<>();
    for (String header : headers) {
      for (String word : header.split(",", -1)) {
        String coding = word.strip().toLowerCase(Locale.ROOT).replace("x-gzip", "gzip");
        if (!coding.isEmpty() && !coding.equals("identity")) {
          codings.add(0, coding);
        }
      }
    }
    return codings;
  }

  /**
   * The body without them; empty where it is not what they say, or of a coding that we have not.
   */
  public static Optional<byte[]> removed(List<String> headers, byte[] body) {
    byte[] plain = body;
    for (String coding : outermostFirst(headers)) {
      Optional<Compression> compression = Compression.of(coding);
      if (compression.isEmpty()) {
        return Optional.empty();
      }
      try {
        plain = compression.get().decompress(plain);
      } catch (Unreadable e) {
        return Optional.empty();
      }
    }
    return Optional.of(plain);
  }

  /** A body with them, but for those that we have not. */
  public static byte[] applied(List<String> headers, byte[] plain) {
    List<String> codings = outermostFirst(headers);
    Collections.reverse(codings);
    byte[] body = plain;
    for (String coding : codings) {
      Optional<Compression> compression = Compression.of(coding);
      if (compression.isPresent()) {
        body = compression.get().compress(body);
      }
    }
    return body;
  }
}
