/**
 * What one database does unlike another: types, statements, error codes, and where its safe horizon
 * of committed changes lies.
 */
@NullMarked
package io.syncline.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
