/** Takes in contents that are too large for memory, and keeps them by their digests. */
@NullMarked
package io.syncline.http.blob;

import org.jspecify.annotations.NullMarked;
