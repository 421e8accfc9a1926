/**
 * Takes two databases with one table each and hands on how long it takes to find what differs:
 * every way of the diff engine beside two raw COPY scans, the job as one writes it by hand, and
 * bisection by md5.
 */
@NullMarked
package io.syncline.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
