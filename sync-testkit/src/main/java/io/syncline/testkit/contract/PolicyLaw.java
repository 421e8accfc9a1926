package io.syncline.testkit.contract;

/**
 * What a {@link io.syncline.reconcile.policy.ConflictPolicy} may promise beyond what all owe. One
 * that keeps all four is lawful: the settled state does not depend on the order in which the
 * systems are looked at.
 */
public enum PolicyLaw {
  /** Whichever of two edits was seen first, the outcome is the same value. */
  SYMMETRIC,
  /** Of equal values comes that value. */
  IDEMPOTENT,
  /** Of three edits it makes no difference which two meet first. */
  ASSOCIATIVE,
  /** An edit never loses to what the value it was made on has beaten. */
  CAUSAL
}
