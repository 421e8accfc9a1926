/**
 * Takes a manifest and hands on an adapter: the service's records as rows, its pages as positions,
 * its answers as outcomes.
 */
@NullMarked
package io.syncline.http.rest;

import org.jspecify.annotations.NullMarked;
