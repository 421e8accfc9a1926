package io.syncline.jdbc.capture.log;

import java.time.Instant;

/**
 * Up to where a poll is to read.
 *
 * @param lsn all that was on disk
 * @param at when, by the server's clock
 */
record LogEnd(long lsn, Instant at) {}
