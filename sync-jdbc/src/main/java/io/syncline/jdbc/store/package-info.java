/**
 * The state store kept in a SQL database: a SQLite file by default, or a shared server. One binary
 * image per record, read and written in batches.
 */
@NullMarked
package io.syncline.jdbc.store;

import org.jspecify.annotations.NullMarked;
