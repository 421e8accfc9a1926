/**
 * Takes a table of any database and hands on its description and the digests of its rows and key
 * ranges, computed by the database itself, for comparing it with another.
 */
@NullMarked
package io.syncline.jdbc.diff;

import org.jspecify.annotations.NullMarked;
