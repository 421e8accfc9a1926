package io.syncline.jdbc;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** An H2 database in memory with an adapter, and a side channel that works behind its back. */
final class H2Fixture implements AutoCloseable {

  final String url;
  final JdbcConnectionPool pool;
  private final List<Adapter> adapters = new ArrayList<>();
  private final Connection keeping;

  /** How the database keeps names that are not quoted. */
  enum Names {
    UPPER(""),
    LOWER(";DATABASE_TO_LOWER=TRUE"),
    AS_WRITTEN(";DATABASE_TO_UPPER=FALSE");

    final String setting;

    Names(String setting) {
      this.setting = setting;
    }

    String kept(String name) {
      return this == UPPER ? name.toUpperCase(Locale.ROOT) : name;
    }
  }

  H2Fixture(String... statements) {
    this(Names.UPPER, statements);
  }

  H2Fixture(Names names, String... statements) {
    url = "jdbc:h2:mem:" + UUID.randomUUID() + names.setting;
    pool = JdbcConnectionPool.create(url, "sa", "");
    try {
      keeping = connect();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    run(statements);
  }

  Adapter open(AdapterSource source) {
    Adapter adapter = source.open(Fixture.CONTEXT);
    adapters.add(adapter);
    return adapter;
  }

  Dataset dataset(String table) {
    return open(JdbcAdapter.on(pool)).dataset(DatasetSpec.of(table));
  }

  Dataset polled(String table, PollingFeed feed) {
    return open(JdbcAdapter.on(pool)).dataset(DatasetSpec.of(table).withOptions(feed.options()));
  }

  /** Runs statements in one transaction. */
  void run(String... statements) {
    try (Connection connection = begin(statements)) {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String ask(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return String.valueOf(result.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection outside of the pool. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "sa", "");
  }

  /** A connection with a transaction of its own that was begun. */
  Connection begin(String... statements) throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
    return connection;
  }

  @Override
  public void close() {
    adapters.forEach(Adapter::close);
    pool.dispose();
    try {
      keeping.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
