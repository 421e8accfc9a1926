/** Replays the vectors: small histories with what the core must make of each step. */
@NullMarked
package io.syncline.vectors;

import org.jspecify.annotations.NullMarked;
