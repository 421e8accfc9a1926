/**
 * Takes sides that are sorted by key, slab by slab, and hands on what differs, in one pass and in
 * key order. Equal stretches are passed over as memory, without looking at their rows.
 */
@NullMarked
package io.syncline.diff.merge;

import org.jspecify.annotations.NullMarked;
