/** Takes bytes of a stream of events as they come, and hands on events. */
@NullMarked
package io.syncline.http.stream;

import org.jspecify.annotations.NullMarked;
