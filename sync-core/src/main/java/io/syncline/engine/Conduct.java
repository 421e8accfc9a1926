package io.syncline.engine;

/**
 * How an engine goes about its work, beside what it works on.
 *
 * @param listener told how runs go on
 * @param incarnations tells when a system was restored or swapped
 * @param instance what it is among those that share its store
 */
public record Conduct(
    HubLimits limits, SyncListener listener, Incarnations incarnations, Instance instance) {}
