package io.syncline.http.manifest;

import java.util.Optional;

/**
 * How a service calls us.
 *
 * @param dedupe where the id of a delivery is; empty: it has none
 */
public record InboundSpec(
    String path,
    VerifySpec verify,
    Optional<EventSpec.Place> dedupe,
    EventSpec event,
    int maxBodyBytes) {}
