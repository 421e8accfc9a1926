/**
 * The values that all other packages speak of: systems, keys, rows, fields and canonical records.
 * Immutable, correct once built, and dependent on no other package of Syncline.
 */
@NullMarked
package io.syncline.model;

import org.jspecify.annotations.NullMarked;
