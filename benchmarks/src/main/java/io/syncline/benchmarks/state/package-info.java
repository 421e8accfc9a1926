/**
 * Takes in the stores that a hub can keep its state in, and hands on how fast and how large each of
 * them is with a million records.
 */
@NullMarked
package io.syncline.benchmarks.state;

import org.jspecify.annotations.NullMarked;
