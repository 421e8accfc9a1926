package io.syncline.diff.range;

import java.util.Locale;

/**
 * What a way is estimated to cost.
 *
 * @param bytes over the link, from both sides
 * @param serverSeconds of work on the servers of the sides, both together
 * @param seconds until the diff is there
 */
public record WayCost(Way way, double bytes, double serverSeconds, double seconds) {

  /** A second of a server's work weighs as a quarter of a second of waiting. */
  static final double SERVER_WEIGHT = 0.25;

  /** What is compared when time is to be spared; in seconds. */
  double weight() {
    return seconds + SERVER_WEIGHT * serverSeconds;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %.3g MB, %.2f s, %.2f s of the servers' work",
        way,
        bytes / 1e6,
        seconds,
        serverSeconds);
  }
}
