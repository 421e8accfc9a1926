/**
 * Takes one request and hands on its answer or what went wrong, within deadlines that also cover
 * the body. Being throttled is an answer here, not an error.
 */
@NullMarked
package io.syncline.http.client;

import org.jspecify.annotations.NullMarked;
