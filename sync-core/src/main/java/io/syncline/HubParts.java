package io.syncline;

import io.syncline.config.Surroundings;
import io.syncline.engine.SyncListener;

/**
 * What a host hands to its hub beside the declaration.
 *
 * @param surroundings the store, clock, secrets, data sources and providers
 */
record HubParts(Surroundings surroundings, SyncListener listener) {}
