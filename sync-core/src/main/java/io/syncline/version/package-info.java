/** What happened before what: dots, stamps and version vectors. Pure values without a clock. */
@NullMarked
package io.syncline.version;

import org.jspecify.annotations.NullMarked;
