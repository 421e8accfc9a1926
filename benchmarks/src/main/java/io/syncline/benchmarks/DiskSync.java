package io.syncline.benchmarks;

/** What the test kit's PostgreSQL leaves out, since no test needs it, and what commits wait for. */
public final class DiskSync {

  private DiskSync() {}

  /**
   * For each PostgreSQL that the test kit starts in this JVM, if called before the first one is. A
   * server of the caller's own stays as it is.
   */
  public static void on() {
    System.setProperty("syncline.test.postgresql.fsync", "on");
  }
}
