/** Takes a database's catalogue and hands on datasets: columns, their types and keys. */
@NullMarked
package io.syncline.jdbc.schema;

import org.jspecify.annotations.NullMarked;
