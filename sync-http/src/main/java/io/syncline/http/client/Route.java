package io.syncline.http.client;

import java.util.Optional;

/**
 * How connections are made. Calls of equal routes share their connections.
 *
 * @param plain whether to speak HTTP/1.1 only, as over plain connections
 * @param tls empty: as Java does it by itself
 * @param proxy empty: the one that Java was told of, if any
 */
public record Route(boolean plain, Optional<Tls> tls, Optional<ForwardProxy> proxy) {

  /** Whether many adapters have the same; otherwise it has what few know. */
  boolean isCommon() {
    return tls.isEmpty() && proxy.isEmpty();
  }
}
