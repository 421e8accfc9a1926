/**
 * Drives a whole engine, simulated systems, users, faults and crashes from one seed and one clock,
 * and checks what must always hold. A history is data: it can be played again, and shrunk.
 */
@NullMarked
package io.syncline.testkit.simulation;

import org.jspecify.annotations.NullMarked;
