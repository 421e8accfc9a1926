package io.syncline.jdbc.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The servers that keep shared state. */
final class StateServers {

  private static final List<StateServer> KNOWN =
      List.of(new PostgresServer(), new MariaDbServer(), new H2Server());

  private StateServers() {}

  /** By the name that the driver gives the product. */
  static Optional<StateServer> of(String product) {
    return KNOWN.stream().filter(server -> server.product().equals(product)).findFirst();
  }

  /** The products' names, for messages. */
  static String products() {
    return KNOWN.stream().map(StateServer::product).collect(Collectors.joining(", "));
  }
}
