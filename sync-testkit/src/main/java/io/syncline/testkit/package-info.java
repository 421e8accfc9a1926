/**
 * What whoever writes an adapter, a store or a policy needs to prove it. Published, and used by the
 * tests of Syncline exactly as others would use it.
 */
@NullMarked
package io.syncline.testkit;

import org.jspecify.annotations.NullMarked;
