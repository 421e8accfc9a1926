package io.syncline.http.rest;

/** Text in lines that are indented below each other. */
final class Outline {

  private static final String STEP = "  ";

  private final StringBuilder text = new StringBuilder();
  private int depth;

  /** One line, or as many as the text has; none for an empty text. */
  void line(String line) {
    line.lines().forEach(each -> text.append(STEP.repeat(depth)).append(each).append('\n'));
  }

  void blank() {
    text.append('\n');
  }

  /** What {@code lines} adds stands one step further in. */
  void below(Runnable lines) {
    depth++;
    lines.run();
    depth--;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
