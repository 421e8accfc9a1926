package io.syncline.jdbc.capture.log;

/** Log sequence numbers as PostgreSQL writes them: {@code 16/B374D848}. */
final class Lsn {

  private Lsn() {}

  static String text(long lsn) {
    return String.format("%X/%X", lsn >>> 32, lsn & 0xffff_ffffL);
  }
}
