package com.example.filedrop.file;

import java.util.OptionalInt;

/**
 * The bytes by which a file is cut into records. A line break ends a record; where there are
 * quotes, one between them does not.
 *
 * @param quote opens a field at its start, and closes it
 * @param delimiter stands between fields; matters only beside quotes
 */
public record Marks(OptionalInt quote, OptionalInt delimiter) {

  /** One record per line. */
  public static Marks lines() {
    return new Marks(OptionalInt.empty(), OptionalInt.empty());
  }

  /** Fields that may be quoted. */
  public static Marks quoted(char delimiter) {
    return new Marks(OptionalInt.of('"'), OptionalInt.of(delimiter));
  }

  boolean isQuote(int each) {
    return quote.isPresent() && quote.getAsInt() == each;
  }

  boolean isDelimiter(int each) {
    return delimiter.isPresent() && delimiter.getAsInt() == each;
  }
}
