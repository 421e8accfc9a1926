package io.syncline.engine;

import io.syncline.model.SyncException;

/**
 * A listing that is not believed, such as an empty one. Nothing was deleted; a person must look.
 */
public final class ListingDoubted extends SyncException {

  private static final long serialVersionUID = 1L;

  ListingDoubted(String message) {
    super(message);
  }
}
