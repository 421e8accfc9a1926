package io.syncline.diff.sketch;

import io.syncline.model.SyncException;

/**
 * What the other side sent cannot be believed. Nothing was concluded from it.
 *
 * <p>Where bytes could not be read, or a batch was not the one that was due, the decoder is as it
 * was and the right batch may follow. Where cells contradict each other or the decoder's own items,
 * the decoder is spent: the message says so, and every later call fails alike. Start again, with a
 * new seed.
 */
public final class SketchException extends SyncException {

  private static final long serialVersionUID = 1L;

  public SketchException(String message) {
    super(message);
  }
}
