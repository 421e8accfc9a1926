/**
 * Takes requests that a service makes to us, and hands on which records they name; and a server for
 * hosts that have none.
 */
@NullMarked
package io.syncline.http.inbound;

import org.jspecify.annotations.NullMarked;
