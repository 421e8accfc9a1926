package io.syncline.http.manifest;

import java.time.Duration;

/**
 * How a listing is taken that is one large answer.
 *
 * @param maxBytes of the answer, as it comes
 * @param within until its last byte
 */
public record SpoolSpec(long maxBytes, Duration within) {}
