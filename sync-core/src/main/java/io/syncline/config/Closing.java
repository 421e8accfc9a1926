package io.syncline.config;

import org.jspecify.annotations.Nullable;

/** Closes several things, each whatever becomes of the others; the first failure comes last. */
final class Closing {

  /** Null: nothing failed yet. */
  private @Nullable RuntimeException first;

  void close(AutoCloseable each) {
    try {
      each.close();
    } catch (RuntimeException e) {
      failed(e);
    } catch (Exception e) {
      failed(new IllegalStateException(e));
    }
  }

  private void failed(RuntimeException e) {
    if (first == null) {
      first = e;
    } else {
      first.addSuppressed(e);
    }
  }

  void end() {
    if (first != null) {
      throw first;
    }
  }
}
