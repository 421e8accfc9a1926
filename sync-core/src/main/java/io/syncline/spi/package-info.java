/**
 * What an adapter owes: facets over one dataset of one system, values in and out, one outcome per
 * write. JDK and {@code model} types only.
 */
@NullMarked
package io.syncline.spi;

import org.jspecify.annotations.NullMarked;
