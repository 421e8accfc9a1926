package io.syncline.benchmarks;

/** A measured run left the databases unequal, so its figures mean nothing. */
final class Disagreement extends RuntimeException {

  Disagreement(String message) {
    super(message);
  }
}
