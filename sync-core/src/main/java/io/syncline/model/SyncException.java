package io.syncline.model;

/**
 * Broken surroundings: a database that does not answer, a cursor that expired. What can happen in a
 * healthy world is a return value instead. Each subclass says whether the call may be repeated.
 */
public class SyncException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SyncException(String message) {
    super(message);
  }

  public SyncException(String message, Throwable cause) {
    super(message, cause);
  }
}
