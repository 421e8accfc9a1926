/**
 * Takes what a manifest says of the way to a service, with its files and secrets, and hands on a
 * transport that goes this way.
 */
@NullMarked
package io.syncline.http.route;

import org.jspecify.annotations.NullMarked;
