package io.syncline.spi;

import java.time.Duration;
import java.util.List;

/** Writes records. */
public interface Writer {

  /**
   * Exactly one outcome per write, in order. Never throws for a record's sake; a write whose answer
   * was lost is {@link WriteOutcome.Unknown}, and what a failed call did not reach is {@link
   * WriteOutcome.NotAttempted}. Sends no write twice by itself, unless nothing can have come of the
   * first, or the system knows the second by the write's id.
   */
  List<WriteOutcome> write(List<Write> writes, Duration within);
}
