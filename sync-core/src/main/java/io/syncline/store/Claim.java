package io.syncline.store;

/** What came of {@link StateStore#claim}. */
public sealed interface Claim {

  /** The lease is the caller's, by now or still. */
  record Granted(Lease lease) implements Claim {}

  /** Another has it, and may be alive. */
  record Held(Holder holder) implements Claim {}
}
