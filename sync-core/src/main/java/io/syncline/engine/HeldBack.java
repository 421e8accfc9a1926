package io.syncline.engine;

import io.syncline.model.SyncException;

/**
 * A flow is paused or blacked out, and is not read now. What it has done stays; a later run goes on
 * from there.
 */
final class HeldBack extends SyncException {

  private static final long serialVersionUID = 1L;

  HeldBack(String why) {
    super(why);
  }
}
