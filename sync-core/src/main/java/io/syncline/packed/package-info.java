/**
 * Takes rows and hands on bytes: one canonical layout per schema, in which canonically equal rows
 * are equal bytes. What compares, spills or stores records does so on these bytes.
 */
@NullMarked
package io.syncline.packed;

import org.jspecify.annotations.NullMarked;
