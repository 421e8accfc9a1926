package io.syncline.jdbc.capture.log;

/**
 * What one table is followed by.
 *
 * @param name of the replication slot
 * @param publication of the table
 * @param mostRetained how many bytes of log the slot may keep back before a probe warns
 */
public record LogSlot(String name, String publication, long mostRetained) {

  /** What is a name of both on every server, and needs no quotes. */
  public static final String NAMES = "[a-z0-9_]{1,63}";

  public LogSlot {
    require("name", name);
    require("publication", publication);
    if (mostRetained < 1) {
      throw new IllegalArgumentException("must be >= 1: mostRetained=" + mostRetained);
    }
  }

  private static void require(String what, String value) {
    if (!value.matches(NAMES)) {
      throw new IllegalArgumentException("must match " + NAMES + ": " + what + "=" + value);
    }
  }
}
