package io.syncline;

import io.syncline.config.Surroundings;
import io.syncline.engine.Instance;
import io.syncline.engine.Overlap;
import io.syncline.engine.SyncListener;

/**
 * What a host hands to its hub beside the declaration.
 *
 * @param surroundings the store, clock, secrets, data sources and providers
 * @param instance what the hub is called among those that share its store
 * @param overlap where calls go on beside a run
 */
record HubParts(
    Surroundings surroundings, SyncListener listener, Instance instance, Overlap overlap) {}
