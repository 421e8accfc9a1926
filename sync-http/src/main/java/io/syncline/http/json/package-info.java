/** JSON as services send and take it. */
@NullMarked
package io.syncline.http.json;

import org.jspecify.annotations.NullMarked;
