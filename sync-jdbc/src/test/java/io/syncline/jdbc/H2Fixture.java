package io.syncline.jdbc;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetOptions;
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
final class H2Fixture implements FollowedDatabase {

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
    this("jdbc:h2:mem:" + UUID.randomUUID(), names, statements);
  }

  H2Fixture(String database, Names names, String... statements) {
    url = database + names.setting;
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

  @Override
  public Dataset polled(String table, DatasetOptions feed) {
    return open(JdbcAdapter.on(pool)).dataset(DatasetSpec.of(table).withOptions(feed.options()));
  }

  @Override
  public void run(String... statements) {
    try (Connection connection = begin(statements)) {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String ask(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return String.valueOf(result.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "sa", "");
  }

  @Override
  public Connection begin(String... statements) throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
    return connection;
  }

  /** As a process ends that is killed: what is not on the disk is lost. */
  void kill() {
    try (Connection last = connect();
        Statement statement = last.createStatement()) {
      statement.execute("shutdown immediately");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
