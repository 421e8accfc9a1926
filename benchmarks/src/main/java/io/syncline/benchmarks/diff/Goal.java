package io.syncline.benchmarks.diff;

import java.util.Optional;

/**
 * One figure that the diff engine is to reach.
 *
 * @param number the goal that it is part of, from 1 to 8
 * @param limit the figure to reach
 * @param here what was measured; empty where it was not
 */
record Goal(int number, String what, Bound bound, double limit, Optional<Figure> here) {

  /** On which side of its limit a figure has to be. */
  enum Bound {
    AT_MOST,
    AT_LEAST
  }

  /**
   * What was measured.
   *
   * @param on the table that it was measured on, to print
   */
  record Figure(double value, String on) {}

  String verdict() {
    return here.map(figure -> reached(figure.value()) ? "yes" : "no").orElse("not measured");
  }

  private boolean reached(double value) {
    return bound == Bound.AT_MOST ? value <= limit : value >= limit;
  }
}
