/**
 * Takes a fake service and a manifest, and hands on what the contract suite says of the adapter.
 */
@NullMarked
package io.syncline.http.conformance;

import org.jspecify.annotations.NullMarked;
