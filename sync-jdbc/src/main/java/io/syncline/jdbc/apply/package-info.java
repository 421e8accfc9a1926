/**
 * Takes a batch of writes with preconditions and hands on one outcome for each, in order. The
 * precondition stands in the WHERE clause of the write.
 */
@NullMarked
package io.syncline.jdbc.apply;

import org.jspecify.annotations.NullMarked;
