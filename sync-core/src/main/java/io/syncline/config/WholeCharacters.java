package io.syncline.config;

import java.io.Reader;

/**
 * Reads a text, and parts no character that takes two chars: where one lies across the end of its
 * buffer, SnakeYAML Engine 3.0.1 reads beyond it.
 */
final class WholeCharacters extends Reader {

  private final String text;
  private int next;

  WholeCharacters(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] into, int offset, int length) {
    if (next == text.length()) {
      return -1;
    }
    int end = Math.min(text.length(), next + length);
    if (end - next > 1 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    text.getChars(next, end, into, offset);
    int read = end - next;
    next = end;
    return read;
  }

  @Override
  public void close() {}
}
