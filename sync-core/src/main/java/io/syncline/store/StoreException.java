package io.syncline.store;

import io.syncline.model.SyncException;

/** The medium failed or refused; the transaction is undone, and may be tried again as a whole. */
public class StoreException extends SyncException {

  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
