/**
 * The agreed state of one record and the pure function over it: takes a state and one observation,
 * outcome or decision, and hands on the next state and what was decided. Knows no store, clock,
 * thread or adapter.
 */
@NullMarked
package io.syncline.reconcile;

import org.jspecify.annotations.NullMarked;
