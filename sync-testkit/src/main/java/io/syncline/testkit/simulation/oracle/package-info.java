/**
 * A reference model in maps and dots: takes what users do and what systems show, and says on its
 * own what must hold. Knows nothing of the core, so that it cannot share a mistake with it.
 */
@NullMarked
package io.syncline.testkit.simulation.oracle;

import org.jspecify.annotations.NullMarked;
