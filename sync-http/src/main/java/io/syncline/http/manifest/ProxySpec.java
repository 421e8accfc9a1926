package io.syncline.http.manifest;

import java.util.List;
import java.util.Optional;

/**
 * A proxy that calls go through.
 *
 * @param client who we are to it; empty: it asks nobody
 * @param direct hosts that are called without it; a {@code *} at either end stands for anything
 */
public record ProxySpec(
    String host, int port, Optional<AuthSpec.Basic> client, List<String> direct) {

  public ProxySpec {
    direct = List.copyOf(direct);
  }

  /** All texts that may refer to secrets. */
  List<SecretText> secrets() {
    return client.map(AuthSpec.Basic::secrets).orElse(List.of());
  }
}
