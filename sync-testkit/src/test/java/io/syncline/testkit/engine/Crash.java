package io.syncline.testkit.engine;

/** The process ends here. */
final class Crash extends Error {

  private static final long serialVersionUID = 1L;

  Crash(String point) {
    super(point);
  }
}
