/** The front door of the web service adapter: a host names a manifest here and gets an adapter. */
@NullMarked
package io.syncline.http;

import org.jspecify.annotations.NullMarked;
