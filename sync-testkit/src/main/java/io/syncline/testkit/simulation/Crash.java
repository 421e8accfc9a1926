package io.syncline.testkit.simulation;

/** The process ends here. An error, so that nothing on the way answers it. */
public final class Crash extends Error {

  private static final long serialVersionUID = 1L;

  Crash(String point) {
    super(point, null, false, false);
  }
}
