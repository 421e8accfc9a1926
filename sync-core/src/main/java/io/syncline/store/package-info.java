/**
 * The port behind which the state of all records is kept, intake and acknowledgement being one
 * transaction each, and the store that keeps it in memory.
 */
@NullMarked
package io.syncline.store;

import org.jspecify.annotations.NullMarked;
