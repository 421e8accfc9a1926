/**
 * The choices that a user makes about conflicts, deletes and first contact, as small functions that
 * compose. Each answers from the conflict alone.
 */
@NullMarked
package io.syncline.reconcile.policy;

import org.jspecify.annotations.NullMarked;
