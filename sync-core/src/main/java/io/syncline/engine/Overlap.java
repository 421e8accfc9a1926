package io.syncline.engine;

/**
 * Where a call into a system goes on while the run works on its state. A run has one such call
 * under way at most, and waits for its end before it touches that system in another way, and before
 * it ends itself.
 */
public interface Overlap {

  /**
   * Begins a call.
   *
   * @param call to be run once; a second time it does nothing
   */
  void begin(Runnable call);

  /** From now on its end is waited for. */
  default void awaited(Runnable call) {}

  /** Each call on a daemon thread of its own, which ends with it. */
  static Overlap onThreads(String hub) {
    return call -> {
      Thread thread = new Thread(call, "syncline-" + hub + "-call");
      thread.setDaemon(true);
      thread.start();
    };
  }

  /** Each call on the thread that waits for its end, no sooner. */
  static Overlap whenAwaited() {
    return new Overlap() {
      @Override
      public void begin(Runnable call) {}

      @Override
      public void awaited(Runnable call) {
        call.run();
      }
    };
  }

  /** Each call at once, on the thread that begins it: nothing overlaps. */
  static Overlap inTurn() {
    return Runnable::run;
  }
}
