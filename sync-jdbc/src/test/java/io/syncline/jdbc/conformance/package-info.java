/** The adapter's contract, played over tables of PostgreSQL in the ways they can be followed. */
@NullMarked
package io.syncline.jdbc.conformance;

import org.jspecify.annotations.NullMarked;
