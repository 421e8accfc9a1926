package io.syncline.reconcile;

import io.syncline.version.Dot;

/**
 * A register that the system rejected: it is not written again until the head has another dot, the
 * system's record changes, or a person asks for it.
 *
 * @param dot the event whose value was rejected
 * @param reason what the system said, for people
 */
public record Quarantined(Dot dot, String reason) {}
