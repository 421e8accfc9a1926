/**
 * Takes what each system was seen to change and says which edits knew of which. Dots, clocks and
 * their order; knows nothing of fields or policies.
 */
@NullMarked
package io.syncline.version;

import org.jspecify.annotations.NullMarked;
