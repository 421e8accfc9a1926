package io.syncline.model;

/**
 * A system's own version of one record's image. Equal versions of a record mean equal images.
 *
 * <p>Only versions that grow over all writers, and over delete and re-creation, are {@link
 * Ordered}: log positions, database-wide row versions. Time stamps, digests, ETags and counters
 * that restart are {@link Opaque}.
 */
public sealed interface Version {

  /** A version whose order tells which image is the newer. */
  record Ordered(long position) implements Version {}

  /** A version that can only be compared for equality. */
  record Opaque(String token) implements Version {}

  static Version ordered(long position) {
    return new Ordered(position);
  }

  static Version opaque(String token) {
    return new Opaque(token);
  }
}
