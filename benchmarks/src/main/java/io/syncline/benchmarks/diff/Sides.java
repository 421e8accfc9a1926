package io.syncline.benchmarks.diff;

import java.util.List;

/**
 * Two tables in key order that share no object but the text of {@code status}, as when each was
 * read from a database of its own.
 */
record Sides(List<Customer> left, List<Customer> right, Differences expected) {

  /**
   * What a right answer finds.
   *
   * @param updated rows on both sides that differ
   * @param fields fields that differ, in all of those rows together
   * @param inserted rows that only the right side has
   * @param deleted rows that only the left side has
   */
  record Differences(int updated, int fields, int inserted, int deleted) {

    static final Differences NONE = new Differences(0, 0, 0, 0);
  }
}
