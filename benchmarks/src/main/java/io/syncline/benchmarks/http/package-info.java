/**
 * Takes one loopback service, calls it by the HTTP adapter and by the bare JDK client, in one run,
 * and hands on how much slower the adapter is, and what it allocates.
 */
@NullMarked
package io.syncline.benchmarks.http;

import org.jspecify.annotations.NullMarked;
