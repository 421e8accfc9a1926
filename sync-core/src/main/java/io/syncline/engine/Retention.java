package io.syncline.engine;

import java.time.Duration;

/**
 * How long what is over is kept.
 *
 * @param tombstones from the day that a record was deleted to the day that it is forgotten, once
 *     all systems have deleted it. What an older image shows after that counts as a new record
 * @param journal of each decision; those of a deleted record go with the record
 */
public record Retention(Duration tombstones, Duration journal) {

  public Retention {
    positive("tombstones", tombstones);
    positive("journal", journal);
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("must be positive: " + name + "=" + value);
    }
  }

  /** A quarter of a year for tombstones, two years for the journal. */
  public static Retention usual() {
    return new Retention(Duration.ofDays(92), Duration.ofDays(731));
  }
}
