/**
 * Values of the logical types, for whoever must try all that a field may hold: those at the limits,
 * and others by chance from a seed. Takes in a field type, hands on values that fit it.
 */
@NullMarked
package io.syncline.testkit.values;

import org.jspecify.annotations.NullMarked;
