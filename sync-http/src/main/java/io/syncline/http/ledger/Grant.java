package io.syncline.http.ledger;

import java.time.Duration;

/**
 * What was given to a claim. Its durations count from a moment of the database's clock that lies
 * between the sending of the claim and the answer.
 *
 * @param end of the slot that it is charged to
 * @param writes how much for writes, or for reads in their place
 * @param reads how much for reads, or for writes in their place
 * @param begins how long until it may be used
 * @param ends how long until it may not be used any more
 * @param writesFull how long until there may be what was needed for writes; zero: it was given
 * @param readsFull the same for reads
 * @param paused how long nobody may take anything
 */
public record Grant(
    long end,
    long writes,
    long reads,
    Duration begins,
    Duration ends,
    Duration writesFull,
    Duration readsFull,
    Duration paused) {}
