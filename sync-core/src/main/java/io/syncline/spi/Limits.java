package io.syncline.spi;

import java.time.Duration;

/**
 * Bounds of one call.
 *
 * @param maxRows the most rows in the answer
 * @param within the most time it may take
 */
public record Limits(int maxRows, Duration within) {

  public Limits {
    if (maxRows < 1) {
      throw new IllegalArgumentException("must be >= 1: maxRows=" + maxRows);
    }
  }
}
