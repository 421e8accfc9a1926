/** Joins the SQL adapter to hosts that inject with Guice. No other package knows of it. */
@NullMarked
package io.syncline.jdbc.wiring;

import org.jspecify.annotations.NullMarked;
