package io.syncline.spi;

import java.time.Duration;

/**
 * Bounds of one call. Each page of a listing, or of a feed, may have bounds of its own: the hub
 * asks for few rows first, and then for as many as weigh little enough.
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
