package io.syncline.diff.range;

/**
 * The way between the sides and whoever compares them, as its user rates it; the slower of the two
 * where they differ.
 *
 * @param bitsPerSecond what it carries, all in all
 */
public record Link(long bitsPerSecond) {

  public Link {
    if (bitsPerSecond < 1) {
      throw new IllegalArgumentException("must be >= 1: bitsPerSecond=" + bitsPerSecond);
    }
  }

  /** One machine, or a fast network of one hall: 10 Gbit/s. */
  public static Link near() {
    return new Link(10_000_000_000L);
  }

  /** Between halls, or shared with others: 500 Mbit/s. */
  public static Link shared() {
    return new Link(500_000_000L);
  }

  /** A line to a branch, or a link that is paid for by volume: 20 Mbit/s. */
  public static Link thin() {
    return new Link(20_000_000L);
  }

  double seconds(double bytes) {
    return bytes * Byte.SIZE / bitsPerSecond;
  }

  @Override
  public String toString() {
    return bitsPerSecond >= 1_000_000
        ? bitsPerSecond / 1_000_000 + " Mbit/s"
        : bitsPerSecond + " bit/s";
  }
}
