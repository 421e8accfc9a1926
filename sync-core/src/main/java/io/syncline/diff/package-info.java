/**
 * Takes two or three large sets of records and hands on what differs: inserts, updates with the
 * changed fields, and deletes. Streams, in bounded memory, and decides nothing.
 */
@NullMarked
package io.syncline.diff;

import org.jspecify.annotations.NullMarked;
