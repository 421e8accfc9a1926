/**
 * Takes sides in any order, spreads their rows over partitions by digests of their keys, in memory
 * or in files, and hands on what differs, or each partition in key order.
 */
@NullMarked
package io.syncline.diff.join;

import org.jspecify.annotations.NullMarked;
