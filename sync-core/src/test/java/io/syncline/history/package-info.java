/** Random histories of one record over systems that fail, checked for what must always hold. */
@NullMarked
package io.syncline.history;

import org.jspecify.annotations.NullMarked;
