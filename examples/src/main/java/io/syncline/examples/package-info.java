/** What the examples share: how they tell what happened. */
@NullMarked
package io.syncline.examples;

import org.jspecify.annotations.NullMarked;
