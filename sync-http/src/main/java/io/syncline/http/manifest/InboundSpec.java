package io.syncline.http.manifest;

import java.util.Optional;

/**
 * How a service calls us.
 *
 * @param handshake what it asks for before it does; empty: nothing
 * @param dedupe where the id of a delivery is; empty: it has none
 */
public record InboundSpec(
    String path,
    VerifySpec verify,
    Optional<HandshakeSpec> handshake,
    Optional<EventSpec.Place> dedupe,
    EventSpec event,
    int maxBodyBytes) {}
