/**
 * Takes a cursor and hands on the rows that changed in a database since, with the next cursor: by
 * polling a column, by a journal of keys, or by a full scan.
 */
@NullMarked
package io.syncline.jdbc.capture;

import org.jspecify.annotations.NullMarked;
