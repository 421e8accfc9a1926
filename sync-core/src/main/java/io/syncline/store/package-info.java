/**
 * The port to the hub's durable state: records with their links, positions, parked rows and the
 * journal of decisions. Takes and gives whole batches; every step of the hub is one transaction.
 */
@NullMarked
package io.syncline.store;

import org.jspecify.annotations.NullMarked;
