/**
 * What people ask a hub: why a field holds its value, which conflicts wait, whether the systems
 * agree. Reads the store and the systems, and hands on answers in values and words.
 */
@NullMarked
package io.syncline.operate;

import org.jspecify.annotations.NullMarked;
