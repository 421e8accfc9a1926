package io.syncline.http.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How connections to the service are made.
 *
 * @param tls empty: as Java does it by itself
 * @param proxy empty: the one that Java was told of, if any
 * @param privateAddresses whether names may lead to addresses that only some can reach
 */
public record RouteSpec(
    Optional<TlsSpec> tls, Optional<ProxySpec> proxy, boolean privateAddresses) {

  /** All texts that may refer to secrets. */
  List<SecretText> secrets() {
    List<SecretText> secrets = new ArrayList<>();
    tls.ifPresent(each -> secrets.addAll(each.secrets()));
    proxy.ifPresent(each -> secrets.addAll(each.secrets()));
    return secrets;
  }
}
