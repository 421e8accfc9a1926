package io.syncline.testkit.simulation.oracle;

/**
 * A promise was broken. An error, so that nobody on the way takes it for the failure of a system.
 */
public final class Violation extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final Promise promise;

  public Violation(Promise promise, String message) {
    super(promise + ": " + message);
    this.promise = promise;
  }

  public Promise promise() {
    return promise;
  }
}
