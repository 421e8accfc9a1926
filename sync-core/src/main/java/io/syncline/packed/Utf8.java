package io.syncline.packed;

/** Encodes text where it is to stand, without an array in between. */
final class Utf8 {

  /** As many bytes may come of one char. */
  static final int MOST = 3;

  private Utf8() {}

  /** Gives where the text ends; -1 where it is not well formed and so has no UTF-8. */
  static int put(byte[] into, int start, String text) {
    int length = text.length();
    int at = start;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        into[at++] = (byte) c;
      } else if (c < 0x800) {
        into[at++] = (byte) (0xC0 | (c >> 6));
        into[at++] = tail(c, 0);
      } else if (!Character.isSurrogate(c)) {
        into[at++] = (byte) (0xE0 | (c >> 12));
        into[at++] = tail(c, 6);
        into[at++] = tail(c, 0);
      } else if (i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        into[at++] = (byte) (0xF0 | (point >> 18));
        into[at++] = tail(point, 12);
        into[at++] = tail(point, 6);
        into[at++] = tail(point, 0);
      } else {
        return -1;
      }
    }
    return at;
  }

  private static byte tail(int point, int shift) {
    return (byte) (0x80 | ((point >> shift) & 0x3F));
  }
}
