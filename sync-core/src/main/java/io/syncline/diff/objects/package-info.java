/**
 * Takes collections of Java objects. Compares two of them where they are, field by field in the
 * order of their keys; or hands one on as packed rows, to be compared with a table.
 */
@NullMarked
package io.syncline.diff.objects;

import org.jspecify.annotations.NullMarked;
