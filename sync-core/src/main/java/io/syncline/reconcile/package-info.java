/**
 * Takes the state of one record and one observation, and hands on the new state, its conflicts and
 * why each was decided so. A pure function: no store, no clock, no thread, no adapter.
 */
@NullMarked
package io.syncline.reconcile;

import org.jspecify.annotations.NullMarked;
