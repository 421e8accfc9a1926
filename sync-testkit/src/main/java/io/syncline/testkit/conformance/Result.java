package io.syncline.testkit.conformance;

/** What became of one rule. */
public enum Result {
  PASSED,
  /** Broken; the reason says what was done and seen. */
  FAILED,
  /** It does not apply, or the subject cannot do what it takes; the reason says which. */
  SKIPPED,
  /** Broken as the subject says; the reason is the vendor's. */
  DEVIATES
}
