/**
 * What whoever writes an adapter, a store, a lens or a policy needs to prove it, and a host its own
 * hub. Published, and used by the tests of Syncline exactly as others would use it.
 */
@NullMarked
package io.syncline.testkit;

import org.jspecify.annotations.NullMarked;
