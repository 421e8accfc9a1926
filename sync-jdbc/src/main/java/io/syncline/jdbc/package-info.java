/**
 * The front door of the SQL adapter and of the state store in a database: a host names a data
 * source here and gets an adapter or a store.
 */
@NullMarked
package io.syncline.jdbc;

import org.jspecify.annotations.NullMarked;
