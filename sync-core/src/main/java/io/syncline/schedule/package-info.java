/**
 * When a flow is due: intervals and cron expressions, black-outs, and what to do about times that
 * were missed. Functions of instants; nothing here reads a clock, waits or runs.
 */
@NullMarked
package io.syncline.schedule;

import org.jspecify.annotations.NullMarked;
