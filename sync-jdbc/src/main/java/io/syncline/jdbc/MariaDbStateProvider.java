package io.syncline.jdbc;

/** Opens state in MariaDB by settings: see {@link JdbcState#on}. */
public final class MariaDbStateProvider extends SharedStateProvider {

  /** For the service loader. */
  public MariaDbStateProvider() {
    super("mariadb", "MariaDB");
  }
}
