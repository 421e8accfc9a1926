package io.syncline.diff.range;

/** The best digest function that both sides have in common. */
public enum Hashing {
  /** They have none. */
  NONE,
  /** A database's own hash of records, of the same name on both sides. */
  OWN,
  /** A cryptographic hash of canonical text, which every database can compute, at some cost. */
  TEXT;

  /** What a function of this name is; see {@link io.syncline.spi.RangeDigester#function()}. */
  static Hashing of(String function) {
    return function.startsWith("text-sha256") ? TEXT : OWN;
  }
}
