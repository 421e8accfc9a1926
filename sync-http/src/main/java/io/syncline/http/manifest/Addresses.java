package io.syncline.http.manifest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of services. */
final class Addresses {

  private Addresses() {}

  /** Empty for what is no absolute address, or has a query or a user. */
  static Optional<URI> of(String text) {
    try {
      URI address = new URI(text);
      boolean good =
          address.getHost() != null
              && address.getQuery() == null
              && address.getUserInfo() == null
              && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
      return good ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
