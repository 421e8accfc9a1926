package com.example.filedrop.file;

import java.util.Arrays;

/**
 * One record as its bytes, which are shared and never changed.
 *
 * @param start where it begins in the file
 * @param line the number of its first line, from 1
 * @param bytes the record with its line break
 * @param ending how far it is whole, as far as bytes tell
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one step to the next, and never compared
public record RawRecord(long start, long line, byte[] bytes, Ending ending) {

  /** What a record ends with. */
  public enum Ending {
    /** A line break. */
    LINE_BREAK,
    /** The end of the file: a last line without its break, or one that is half written. */
    END_OF_FILE,
    /** Nothing: a quote was never closed, or the record is too long. */
    UNFINISHED
  }

  /** Where the following record begins. */
  public long end() {
    return start + bytes.length;
  }

  /** The bytes without the line break. */
  public byte[] content() {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\n') {
      length--;
    }
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    return Arrays.copyOf(bytes, length);
  }

  /** The line break: {@code \n}, {@code \r\n}, or empty where there is none. */
  public byte[] lineBreak() {
    return Arrays.copyOfRange(bytes, content().length, bytes.length);
  }
}
