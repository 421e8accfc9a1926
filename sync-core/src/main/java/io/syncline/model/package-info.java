/** The values that everything else speaks of: systems, keys, rows, canonical schemas. Immutable. */
@NullMarked
package io.syncline.model;

import org.jspecify.annotations.NullMarked;
