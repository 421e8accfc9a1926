/**
 * Runs the stages in order over the adapters and the store, from captured page to acknowledged
 * write. All threads and all I/O of the core belong here.
 */
@NullMarked
package io.syncline.engine;

import org.jspecify.annotations.NullMarked;
