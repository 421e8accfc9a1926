/**
 * Takes the bytes of bodies and hands on trees of JSON, and the other way: compression, characters
 * and format, each a step of its own. What does not fit is told, never replaced.
 */
@NullMarked
package io.syncline.http.codec;

import org.jspecify.annotations.NullMarked;
