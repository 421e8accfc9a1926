/**
 * Lends connections under a deadline to the packages of this module, and ends their work when the
 * adapter closes. Not for use outside.
 */
@NullMarked
package io.syncline.jdbc.internal;

import org.jspecify.annotations.NullMarked;
