package io.syncline.jdbc.store;

import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases of one MariaDB server, one after the other, all dropped in the end. */
final class MariaDbSchemas implements AutoCloseable {

  private final TestDatabase database = TestDatabases.mariadb();
  private int last;

  TestDatabase database() {
    return database;
  }

  void next() {
    last++;
  }

  String current() {
    return name(last);
  }

  private String name(int number) {
    return database.name() + " \"" + number;
  }

  /** Runs a statement on a table of the current one. */
  int update(String table, String statement) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement plain = connection.createStatement()) {
      return plain.executeUpdate(statement.formatted("`" + current() + "`." + table));
    }
  }

  /** The number that a query on a table of the current one answers. */
  long number(String table, String query) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement plain = connection.createStatement();
        ResultSet row = plain.executeQuery(query.formatted("`" + current() + "`." + table))) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement plain = connection.createStatement()) {
      for (int number = 1; number <= last; number++) {
        plain.execute("drop database if exists `" + name(number) + "`");
      }
    }
    database.close();
  }
}
