/** Joins the parts of the core for hosts that inject with Guice. No other package knows of it. */
@NullMarked
package io.syncline.wiring;

import org.jspecify.annotations.NullMarked;
