package io.syncline.diff.report;

/**
 * A part of a long text.
 *
 * @param from where it begins in the text
 */
record Window(String text, int from, int to) {

  /**
   * All of it where it fits, else as much as fits, beginning shortly before what is of interest, so
   * that the windows of two texts that are alike until there begin alike.
   */
  static Window of(String text, int interest, int most) {
    if (text.length() <= most) {
      return new Window(text, 0, text.length());
    }
    int from = Math.max(0, interest - most / 3);
    int to = Math.min(text.length(), from + most);
    return new Window(text, whole(text, from), whole(text, to));
  }

  /** Does not cut a character in two. */
  private static int whole(String text, int at) {
    return at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1))
        ? at - 1
        : at;
  }

  /** Where two texts begin to differ. */
  static int firstDifference(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    int i = 0;
    while (i < shared && left.charAt(i) == right.charAt(i)) {
      i++;
    }
    return whole(left, i);
  }

  String part() {
    return text.substring(from, to);
  }

  boolean cutsBefore() {
    return from > 0;
  }

  boolean cutsBehind() {
    return to < text.length();
  }

  boolean cuts() {
    return cutsBefore() || cutsBehind();
  }
}
