/**
 * Takes records and hands on digests of them and of their key ranges, alike in Java and in the
 * databases that can compute them by themselves.
 */
@NullMarked
package io.syncline.diff.range;

import org.jspecify.annotations.NullMarked;
