package io.syncline.jdbc.conformance;

import io.syncline.jdbc.JdbcAdapterProvider;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Settings;
import io.syncline.testkit.conformance.Configured;
import io.syncline.testkit.wire.WireProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * A database as a host application has it: an account for the adapter, one that may only read, and
 * a wire between the adapter and the server.
 */
final class TableHost implements AutoCloseable {

  /** What of a home's name tells it apart; some products allow an account 32 characters. */
  private static final int TELLING = 20;

  /** Some servers ask no one for it; it must not be shown all the same. */
  private static final String PASSWORD = "pa55-of-the-table-host";

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String QUICKLY = "PT2S";

  private final Product product;
  private final Home home;
  private final String account;
  private final String reader;
  private final WireProxy wire;

  TableHost(Product product) {
    this.product = product;
    home = product.home();
    account = "app_" + telling();
    reader = "reader_" + telling();
    wire = WireProxy.to(home.address(), home.port());
    product.createAccounts(this, account, reader, PASSWORD);
  }

  /** Of the home. */
  String name() {
    return home.name();
  }

  /** The end of its name. */
  private String telling() {
    return name().substring(Math.max(0, name().length() - TELLING));
  }

  WireProxy wire() {
    return wire;
  }

  /** Work on a connection that is closed after it. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** On a connection of the database's owner, past the wire. */
  <T> T connected(Work<T> work) {
    try (Connection connection = home.lent()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same, in one transaction. */
  <T> T transacted(Work<T> work) {
    return connected(
        connection -> {
          connection.setAutoCommit(false);
          T result = work.on(connection);
          connection.commit();
          return result;
        });
  }

  void run(String statement) {
    connected(connection -> connection.createStatement().execute(statement));
  }

  /** A connection of the owner's that stays open. */
  Connection connect() throws SQLException {
    return home.connect();
  }

  private String url(int port) {
    return product.url(wire.host(), port, home.name());
  }

  private Map<String, String> settings() {
    return Map.of("url", url(wire.port()), "user", account, "password", PASSWORD);
  }

  Configured configured() {
    return new Configured(new JdbcAdapterProvider(), settings(), Map.of("password", PASSWORD));
  }

  AdapterSource adapter() {
    return opened(Map.of());
  }

  /**
   * Installs, as the adapter's account, what following a dataset needs.
   *
   * @param table as SQL names it
   */
  void track(String table, DatasetSpec dataset) {
    product.permitTracking(this, account, table);
    try (Adapter adapter = adapter().open(AdapterContext.of(InstantSource.system()))) {
      adapter.dataset(dataset).tracking().orElseThrow().install(LIMIT);
    }
  }

  AdapterSource asReader() {
    return opened(Map.of("user", reader));
  }

  AdapterSource asNobody() {
    return opened(Map.of("user", "nobody_" + telling(), "connectWithin", QUICKLY));
  }

  /** Where nobody listens any more. */
  AdapterSource elsewhere() {
    WireProxy gone = WireProxy.to(wire.host(), wire.port());
    gone.close();
    return opened(Map.of("url", url(gone.port()), "connectWithin", QUICKLY));
  }

  private AdapterSource opened(Map<String, String> other) {
    Map<String, String> settings = new TreeMap<>(settings());
    settings.putAll(other);
    return context -> new JdbcAdapterProvider().open(Settings.of(settings), context);
  }

  @Override
  public void close() {
    wire.close();
    product.dropAccounts(this, account, reader);
    home.close();
  }
}
