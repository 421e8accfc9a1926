/**
 * Kills hosts and database servers, and makes databases read-only, while people work in two
 * databases and a hub syncs them; then looks at every row without the hub.
 */
@NullMarked
package io.syncline.jdbc.kill;

import org.jspecify.annotations.NullMarked;
