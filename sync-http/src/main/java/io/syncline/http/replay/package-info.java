/**
 * Takes exchanges with a service into a file without its secrets, and answers calls out of such a
 * file, so that what was tried once can be tried again without the service.
 */
@NullMarked
package io.syncline.http.replay;

import org.jspecify.annotations.NullMarked;
