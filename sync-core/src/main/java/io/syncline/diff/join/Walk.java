package io.syncline.diff.join;

/** Goes from row to row, wherever rows lie, and copies none. */
abstract class Walk implements AutoCloseable {

  private byte[] bytes = new byte[0];
  private int from;
  private int keyEnd;
  private int to;

  /** Steps to the next row, at first to the first; false at the end. */
  abstract boolean next();

  /** Closes what was opened to walk. */
  @Override
  public void close() {}

  final void stand(byte[] array, int start, int endOfKey, int end) {
    bytes = array;
    from = start;
    keyEnd = endOfKey;
    to = end;
  }

  /** Where the row is, until the next step. */
  final byte[] bytes() {
    return bytes;
  }

  final int from() {
    return from;
  }

  final int keyEnd() {
    return keyEnd;
  }

  final int to() {
    return to;
  }

  final int length() {
    return to - from;
  }
}
