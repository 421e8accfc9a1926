/**
 * What operators take elsewhere, as JSON: plans, and the journal line by line. Takes what {@code
 * engine} and {@code store} tell, and hands on text.
 */
@NullMarked
package io.syncline.operate.json;

import org.jspecify.annotations.NullMarked;
