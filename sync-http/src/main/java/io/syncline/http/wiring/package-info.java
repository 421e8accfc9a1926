/** Joins the web service adapter to hosts that inject with Guice. No other package knows of it. */
@NullMarked
package io.syncline.http.wiring;

import org.jspecify.annotations.NullMarked;
