/**
 * Two hubs that are declared by files alone, which stand in {@code resources/manifests}: two web
 * services in agreement, and a SOAP service with a database. The services are on loopback.
 */
@NullMarked
package io.syncline.examples.manifests;

import org.jspecify.annotations.NullMarked;
