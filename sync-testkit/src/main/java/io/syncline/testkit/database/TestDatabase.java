package io.syncline.testkit.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** A database of one test's own. Closing it drops it, with whatever connections are still open. */
public final class TestDatabase implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 10;

  private final Server server;
  private final DatabaseProduct product;
  private final String name;
  private final HikariDataSource pool;

  TestDatabase(Server server, DatabaseProduct product, String name) {
    this.server = server;
    this.product = product;
    this.name = name;
    this.pool = new HikariDataSource(poolOf(server, name));
  }

  private static HikariConfig poolOf(Server server, String name) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.urlOf(name));
    config.setUsername(server.user());
    config.setPassword(server.password());
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setPoolName(name);
    return config;
  }

  /** What it is called on its server. */
  public String name() {
    return name;
  }

  /** A pool of up to ten connections, closed with the database. */
  public DataSource dataSource() {
    return pool;
  }

  /** For those who connect by themselves, as another process does. */
  public String jdbcUrl() {
    return server.urlOf(name);
  }

  public String user() {
    return server.user();
  }

  /** Empty where the server asks for none. */
  public String password() {
    return server.password();
  }

  /** Safe to repeat. */
  @Override
  public void close() {
    pool.close();
    server.execute(product.drop(name));
  }
}
