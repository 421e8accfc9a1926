package io.syncline.store;

import io.syncline.model.NativeKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A native key as bytes that sort, unsigned, as keys do; a plain key of one part is its own ASCII.
 *
 * <p>Each char by the rule of UTF-8, surrogates one by one; parts are joined by 0, and the chars 0
 * and 1 are written as 1 and 1, 1 and 2.
 */
public final class KeyBytes {

  private KeyBytes() {}

  public static byte[] of(NativeKey key) {
    int length = key.parts().size() - 1;
    for (String part : key.parts()) {
      length += part.length();
    }
    byte[] bytes = new byte[3 * length];
    int size = 0;
    for (int i = 0; i < key.parts().size(); i++) {
      if (i > 0) {
        bytes[size++] = 0;
      }
      String part = key.parts().get(i);
      for (int k = 0; k < part.length(); k++) {
        size = put(bytes, size, part.charAt(k));
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  private static int put(byte[] bytes, int start, char c) {
    int size = start;
    if (c < 2) {
      bytes[size++] = 1;
      bytes[size++] = (byte) (c + 1);
    } else if (c < 0x80) {
      bytes[size++] = (byte) c;
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | (c >> 6));
      bytes[size++] = (byte) (0x80 | (c & 0x3F));
    } else {
      bytes[size++] = (byte) (0xE0 | (c >> 12));
      bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      bytes[size++] = (byte) (0x80 | (c & 0x3F));
    }
    return size;
  }

  /** The inverse of {@link #of}. */
  public static NativeKey key(byte[] bytes) {
    List<String> parts = new ArrayList<>(1);
    StringBuilder part = new StringBuilder(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int first = bytes[i] & 0xFF;
      if (first == 0) {
        parts.add(part.toString());
        part.setLength(0);
      } else if (first == 1) {
        part.append((char) (bytes[++i] - 1));
      } else if (first < 0x80) {
        part.append((char) first);
      } else if (first < 0xE0) {
        part.append((char) (((first & 0x1F) << 6) | (bytes[++i] & 0x3F)));
      } else {
        part.append(
            (char) (((first & 0xF) << 12) | ((bytes[++i] & 0x3F) << 6) | (bytes[++i] & 0x3F)));
      }
    }
    parts.add(part.toString());
    return new NativeKey(parts);
  }
}
