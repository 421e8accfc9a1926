/**
 * What a manifest cannot say of a service: hands on requests before they show who makes them, and
 * answers before they are judged, by Java that a host or a jar brings.
 */
@NullMarked
package io.syncline.http.hook;

import org.jspecify.annotations.NullMarked;
