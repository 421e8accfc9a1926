/**
 * Takes one YAML file and hands on the same hub that the builder would have made. All mistakes in
 * the file are reported at once, each with its path.
 */
@NullMarked
package io.syncline.config;

import org.jspecify.annotations.NullMarked;
