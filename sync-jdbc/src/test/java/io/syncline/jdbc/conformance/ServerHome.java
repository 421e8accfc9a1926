package io.syncline.jdbc.conformance;

import io.syncline.testkit.database.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database on a server that all tests share. */
final class ServerHome implements Home {

  private final TestDatabase database;
  private final URI server;

  ServerHome(TestDatabase database) {
    this.database = database;
    server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
  }

  @Override
  public String name() {
    return database.name();
  }

  @Override
  public String address() {
    return server.getHost();
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public Connection lent() throws SQLException {
    return database.dataSource().getConnection();
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  @Override
  public void close() {
    database.close();
  }
}
