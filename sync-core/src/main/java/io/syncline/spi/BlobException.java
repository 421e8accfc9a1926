package io.syncline.spi;

import io.syncline.model.SyncException;

/**
 * The medium of a {@link BlobStore} failed or refused; the call may be repeated. Foreign exceptions
 * do not cross: their text is in the message, which carries no secret.
 */
public final class BlobException extends SyncException {

  private static final long serialVersionUID = 1L;

  public BlobException(String message) {
    super(message);
  }
}
