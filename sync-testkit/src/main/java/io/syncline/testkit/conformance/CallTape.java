package io.syncline.testkit.conformance;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls and their answers, in order: made once, and expected to come again later. What is asked and
 * answered is plain, as {@link PlainValues} has it. Thread-safe.
 */
interface CallTape extends AutoCloseable {

  /** Where nothing is asked, or answered. */
  @Nullable Object NOTHING = null;

  /**
   * The answer to a call.
   *
   * @param asked null: the call's name says it all
   * @param real makes the call; not used where it was made before
   * @return null where the call answers nothing
   * @throws ReplayDiffers where another call was made before
   */
  @Nullable Object play(
      String call, @Nullable Object asked, Supplier<? extends @Nullable Object> real);

  /** Whether calls were made before, and none is made now. */
  boolean isReplay();

  /**
   * All is done.
   *
   * @throws ReplayDiffers where more was done before
   */
  void end();

  @Override
  void close();

  /** A replay asks for something else than was asked for when it was recorded. */
  final class ReplayDiffers extends AssertionError {

    private static final long serialVersionUID = 1L;

    ReplayDiffers(String message) {
      super(message);
    }
  }
}
