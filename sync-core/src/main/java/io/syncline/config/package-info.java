/**
 * Takes the declaration of a hub, from the builder or one YAML file, and hands on its opened and
 * assembled parts. All mistakes are reported at once, each with its path.
 */
@NullMarked
package io.syncline.config;

import org.jspecify.annotations.NullMarked;
