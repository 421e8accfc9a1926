package io.syncline.testkit.simulation;

import io.syncline.engine.Overlap;

/**
 * Nothing overlaps, and yet calls end early and late: some are made as soon as they are begun,
 * others only when somebody waits for them, so that a run's own steps go before or after them. In
 * which order repeats.
 */
public final class Turns implements Overlap {

  private long begun;

  @Override
  public void begin(Runnable call) {
    if (Long.bitCount(begun++) % 2 == 0) { // a sequence in which no stretch repeats three times
      call.run();
    }
  }

  @Override
  public void awaited(Runnable call) {
    call.run();
  }
}
