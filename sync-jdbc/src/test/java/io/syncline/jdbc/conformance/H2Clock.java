package io.syncline.jdbc.conformance;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By how much the clocks of databases of H2 are wrong. A query within a column's default would do
 * elsewhere, but all sessions of H2 share it, and two that write at once break each other's.
 * Thread-safe.
 */
public final class H2Clock {

  private static final Map<String, Long> SKEWS = new ConcurrentHashMap<>();

  private H2Clock() {}

  static void skew(String database, long seconds) {
    SKEWS.put(database, seconds);
  }

  /** In seconds; called by the database. */
  public static long skewOf(String database) {
    return SKEWS.getOrDefault(database, 0L);
  }
}
