package io.syncline.benchmarks.diff;

/** No contender is timed before it has found exactly what is there to be found. */
final class Verified {

  private Verified() {}

  static void equal(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException(
          "must find " + what + ": expected=" + expected + ", found=" + found);
    }
  }
}
