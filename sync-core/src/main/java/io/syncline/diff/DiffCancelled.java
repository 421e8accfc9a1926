package io.syncline.diff;

import io.syncline.model.SyncException;

/** A diff was cancelled, or its thread interrupted; what it opened is closed, its files removed. */
public final class DiffCancelled extends SyncException {

  private static final long serialVersionUID = 1L;

  public DiffCancelled() {
    super("the diff was cancelled");
  }
}
