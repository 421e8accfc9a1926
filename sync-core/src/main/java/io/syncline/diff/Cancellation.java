package io.syncline.diff;

/** Ends a diff from another thread. Thread-safe. */
public final class Cancellation {

  private volatile boolean cancelled;

  /** The diff ends with {@link DiffCancelled} before its next piece of rows. */
  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }
}
