package io.syncline.diff;

import io.syncline.model.SyncException;

/** A diff cannot be made of what its sides gave; what it opened is closed, its files removed. */
public final class DiffException extends SyncException {

  private static final long serialVersionUID = 1L;

  public DiffException(String message) {
    super(message);
  }

  public DiffException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What a sink throws that cannot take back what it was given. */
  static DiffException cannotRestart(OutOfOrder broken) {
    return new DiffException(
        broken.getMessage()
            + "; changes were handed on and cannot be taken back: sort the rows by key as unsigned"
            + " bytes, or declare the side UNSORTED",
        broken);
  }
}
