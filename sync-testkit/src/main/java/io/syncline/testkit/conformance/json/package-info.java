/** Takes documents of plain values and hands on their JSON text. */
@NullMarked
package io.syncline.testkit.conformance.json;

import org.jspecify.annotations.NullMarked;
