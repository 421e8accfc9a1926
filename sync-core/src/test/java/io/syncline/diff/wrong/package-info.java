/**
 * Takes the engine's sources, plants one fault at a time, and hands each faulty engine to the
 * checks that the engine itself passes. A fault that no check sees is a hole in the tests.
 */
@NullMarked
package io.syncline.diff.wrong;

import org.jspecify.annotations.NullMarked;
