package com.example.filedrop.csv;

/**
 * One field of a record as it is written.
 *
 * @param quoted tells an empty text, {@code ""}, from a field with nothing in it, which is null
 */
record Cell(String text, boolean quoted) {

  static final Cell NOTHING = new Cell("", false);

  boolean isNull() {
    return text.isEmpty() && !quoted;
  }
}
