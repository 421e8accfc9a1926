/**
 * What an adapter implements to teach Syncline a new system: changes are read from here to the
 * left, writes are applied through it to the right.
 */
@NullMarked
package io.syncline.spi;

import org.jspecify.annotations.NullMarked;
