/**
 * Takes records and hands on digests of them and of their key ranges, alike in Java and in the
 * databases that can compute them; finds with these what differs, and plans which way to go.
 */
@NullMarked
package io.syncline.diff.range;

import org.jspecify.annotations.NullMarked;
