/**
 * The front door: a host describes its systems and entities here and gets a hub that keeps them in
 * agreement. Everything behind it is reached through it.
 */
@NullMarked
package io.syncline;

import org.jspecify.annotations.NullMarked;
