package io.syncline.testkit.simulation.oracle;

/**
 * When something was done, as the system's clock tells it.
 *
 * @param earliest the earliest time that it may be taken for, in microseconds since 1970; 0 where
 *     the system tells no time
 * @param latest the latest, 0 likewise
 */
public record Told(long earliest, long latest) {

  private static final Told NOTHING = new Told(0, 0);

  public static Told nothing() {
    return NOTHING;
  }
}
