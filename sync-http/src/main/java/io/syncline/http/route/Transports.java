package io.syncline.http.route;

import io.syncline.http.auth.Secrets;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.Reach;
import io.syncline.http.client.Route;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.manifest.RouteSpec;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens the way to a service. */
public final class Transports {

  private Transports() {}

  /**
   * Reads files and secrets as they are now; connects to nothing yet.
   *
   * @param maxBodyBytes the largest body of an answer
   * @throws io.syncline.spi.AdapterException.ConfigInvalid naming everything that is wrong with
   *     them
   */
  public static HttpTransport open(ConnectionSpec connection, Secrets secrets, int maxBodyBytes) {
    RouteSpec spec = connection.route();
    boolean plain = "http".equals(connection.base().getScheme());
    boolean tunnels =
        connection.addresses().stream().anyMatch(address -> "https".equals(address.getScheme()));
    Route route =
        new Route(
            plain,
            spec.tls().map(tls -> TlsFiles.open(tls, secrets)),
            spec.proxy().map(proxy -> Proxies.open(proxy, tunnels, secrets)));
    return HttpTransport.jdk(connection.timeouts(), route, reach(connection), maxBodyBytes);
  }

  private static Reach reach(ConnectionSpec connection) {
    Set<String> written =
        connection.addresses().stream().map(URI::getHost).collect(Collectors.toSet());
    return connection.route().privateAddresses() ? Reach.withPrivate(written) : Reach.of(written);
  }
}
