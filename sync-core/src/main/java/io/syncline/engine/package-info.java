/**
 * Runs the stages: capture, intake, planning, apply, acknowledgement. Takes assembled entities and
 * a store, moves data one way, and hands on counts. The only package with threads.
 */
@NullMarked
package io.syncline.engine;

import org.jspecify.annotations.NullMarked;
