package io.syncline.engine;

import java.time.InstantSource;

/**
 * What the stages of one run share.
 *
 * @param identity of the store, part of every write's id
 */
record RunContext(
    Transactions transactions,
    Tally tally,
    InstantSource clock,
    HubCount count,
    HubLimits limits,
    Pauses pauses,
    OpenCreates openCreates,
    Listings listings,
    String identity) {}
