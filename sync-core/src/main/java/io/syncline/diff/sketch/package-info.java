/**
 * Takes two sets of short items, kept in two places, and hands on what only one of them holds, for
 * bytes in proportion to that difference. Sender: {@code SketchEncoder}; receiver: {@code
 * SketchDecoder}; between them travel {@code SketchCells}.
 */
@NullMarked
package io.syncline.diff.sketch;

import org.jspecify.annotations.NullMarked;
