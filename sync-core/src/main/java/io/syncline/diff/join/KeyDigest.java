package io.syncline.diff.join;

/**
 * Spreads keys. Equal keys have equal digests; that other keys have other digests is likely, and
 * nothing but speed may depend on it.
 */
@FunctionalInterface
interface KeyDigest {

  /** Of the key in these bytes. */
  long of(byte[] bytes, int from, int to);
}
