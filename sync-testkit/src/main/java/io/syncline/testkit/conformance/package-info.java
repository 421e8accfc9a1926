/**
 * Proves an adapter: takes a {@link io.syncline.testkit.conformance.Subject} that its vendor
 * writes, runs every rule that its capabilities call for, and hands on a report of what the hub may
 * rely on.
 */
@NullMarked
package io.syncline.testkit.conformance;

import org.jspecify.annotations.NullMarked;
