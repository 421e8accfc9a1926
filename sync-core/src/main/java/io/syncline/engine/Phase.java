package io.syncline.engine;

/** What a run is doing. */
public enum Phase {
  /** Finding out which systems these are, and what an earlier run left in flight. */
  BEGIN,
  /** Reading a whole dataset. */
  LIST,
  /** Reading what changed. */
  POLL,
  /** Reading single records again. */
  READ,
  /** Writing. */
  WRITE,
  /** Comparing what the systems show. */
  VERIFY,
  /** Waiting for a rate limit or a system that is away: the rows are waits. Told before each. */
  WAIT
}
