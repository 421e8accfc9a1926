/**
 * Takes a manifest file and hands on a service's description: datasets, paging, feeds, writes. All
 * mistakes in the file are reported at once, each with its path.
 */
@NullMarked
package io.syncline.http.manifest;

import org.jspecify.annotations.NullMarked;
