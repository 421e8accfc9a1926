/**
 * Takes calls and the limits of a service, and hands on answers: each call waits for its turn, and
 * is sent again where that is harmless. Holds no thread of its own.
 */
@NullMarked
package io.syncline.http.budget;

import org.jspecify.annotations.NullMarked;
