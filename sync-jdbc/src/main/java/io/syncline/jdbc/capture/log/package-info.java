/**
 * Takes a position in PostgreSQL's write-ahead log and hands on what a replication slot tells after
 * it, with the next position. The messages are those of {@code pgoutput}, protocol version 1.
 */
@NullMarked
package io.syncline.jdbc.capture.log;

import org.jspecify.annotations.NullMarked;
