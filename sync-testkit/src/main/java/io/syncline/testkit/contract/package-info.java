/**
 * The promises of each port and policy as test classes to extend: give one an implementation and it
 * says which promise does not hold.
 */
@NullMarked
package io.syncline.testkit.contract;

import org.jspecify.annotations.NullMarked;
