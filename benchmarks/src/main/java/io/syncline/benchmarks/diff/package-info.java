/**
 * Takes in generated tables of customers, measures the diff engine on them beside the limits of the
 * machine and the libraries that do the same work, in one run, and hands on a table, the goals and
 * a chart.
 */
@NullMarked
package io.syncline.benchmarks.diff;

import org.jspecify.annotations.NullMarked;
