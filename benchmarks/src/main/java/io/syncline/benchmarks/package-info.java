/**
 * Takes in nothing but system properties, measures the whole hub beside the least that the same
 * work can cost, in one run, and prints both.
 */
@NullMarked
package io.syncline.benchmarks;

import org.jspecify.annotations.NullMarked;
