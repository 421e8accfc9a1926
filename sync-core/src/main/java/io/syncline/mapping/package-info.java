/**
 * Takes native rows and hands on canonical ones, and back: lenses per field whose laws are checked.
 * What cannot be read is a reject with field and reason, never a guess.
 */
@NullMarked
package io.syncline.mapping;

import org.jspecify.annotations.NullMarked;
