package io.syncline.testkit.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running server: the URL of a database that is always there, and a user who may create more. */
record Server(String url, String user, String password) {

  private static final Pattern URL = Pattern.compile("(jdbc:[^/]+//[^/]+/)([^?]*)(\\?.*)?");

  Server {
    if (!URL.matcher(url).matches()) {
      throw new IllegalArgumentException("must be jdbc:kind://host:port/database: url=" + url);
    }
  }

  /** The URL of another database on this server, with the same parameters. */
  String urlOf(String database) {
    Matcher parts = URL.matcher(url);
    return parts.replaceFirst("$1" + database + "$3");
  }

  /** What it says that it is. Also the proof that it answers. */
  String version() throws SQLException {
    try (Connection connection = connect()) {
      DatabaseMetaData about = connection.getMetaData();
      return about.getDatabaseProductVersion();
    }
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the test server refused: " + sql, e);
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Where it is, without the password. */
  @Override
  public String toString() {
    return urlOf("");
  }
}
