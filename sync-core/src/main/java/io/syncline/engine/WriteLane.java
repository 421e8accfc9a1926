package io.syncline.engine;

import java.util.function.Supplier;

/**
 * Where a system writes one batch while the sync thread acknowledges the one before and plans the
 * next. One call at a time; who begins one always waits for its answer.
 */
public interface WriteLane {

  /** Begins a call; what it answers or throws comes out of the supplier, or at once. */
  <T> Supplier<T> begin(Supplier<T> call);

  /** On the sync thread: each call ends before anything else is done. */
  static WriteLane inTurn() {
    return new WriteLane() {
      @Override
      public <T> Supplier<T> begin(Supplier<T> call) {
        T answer = call.get();
        return () -> answer;
      }
    };
  }

  /** On a thread named after the hub, which lives for one call. */
  static WriteLane besides(String hub) {
    return new ThreadLane("syncline-" + hub + "-write");
  }
}
