package io.syncline.model;

import java.time.InstantSource;

/** The only place that reads the time; everything else is given where to read it. */
public final class SystemClock {

  private SystemClock() {}

  public static InstantSource get() {
    return InstantSource.system();
  }
}
