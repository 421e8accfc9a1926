package io.syncline.jdbc;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetOptions;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Image;
import io.syncline.spi.Limits;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** A database with an adapter, and a side channel that works behind its back. */
final class Fixture implements FollowedDatabase {

  static final Duration LIMIT = Duration.ofSeconds(20);
  static final AdapterContext CONTEXT = AdapterContext.of(InstantSource.system());

  final TestDatabase database;
  final List<Adapter> adapters = new ArrayList<>();

  private Fixture(TestDatabase database) {
    this.database = database;
  }

  /** On PostgreSQL. */
  Fixture() {
    this(TestDatabases.postgresql());
  }

  static Fixture mariaDb() {
    return new Fixture(TestDatabases.mariadb());
  }

  static Fixture mySql() {
    return new Fixture(TestDatabases.mysql());
  }

  DataSource dataSource() {
    return database.dataSource();
  }

  Adapter adapter() {
    return open(JdbcAdapter.on(dataSource()));
  }

  Adapter open(AdapterSource source) {
    Adapter adapter = source.open(CONTEXT);
    adapters.add(adapter);
    return adapter;
  }

  Dataset dataset(String table) {
    return adapter().dataset(DatasetSpec.of(table));
  }

  @Override
  public Dataset polled(String table, DatasetOptions feed) {
    return adapter().dataset(DatasetSpec.of(table).withOptions(feed.options()));
  }

  /** A data source of another account's. */
  DataSource as(String user, String password) {
    PGSimpleDataSource connections = new PGSimpleDataSource();
    connections.setUrl(database.jdbcUrl());
    connections.setUser(user);
    connections.setPassword(password);
    return connections;
  }

  /** A data source that opens connections to stream over. */
  PGSimpleDataSource logConnections() {
    return logConnections(database);
  }

  static PGSimpleDataSource logConnections(TestDatabase database) {
    PGSimpleDataSource connections = new PGSimpleDataSource();
    connections.setUrl(database.jdbcUrl());
    connections.setUser(database.user());
    connections.setPassword(database.password());
    connections.setReplication("database");
    connections.setAssumeMinServerVersion("13");
    connections.setPreferQueryMode(PreferQueryMode.SIMPLE);
    return connections;
  }

  /** Followed by the log, with all that it needs installed. */
  Dataset followed(String table) {
    return followed(table, logConnections());
  }

  Dataset followed(String table, DataSource logConnections) {
    Dataset dataset =
        open(JdbcAdapter.on(dataSource()).logConnections(logConnections))
            .dataset(DatasetSpec.of(table).withOptions(LogFeed.log().options()));
    dataset.tracking().orElseThrow().install(LIMIT);
    return dataset;
  }

  @Override
  public void run(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String each : statements) {
        statement.execute(each);
      }
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
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  @Override
  public Connection begin(String... statements) throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select 1");
      for (String each : statements) {
        statement.execute(each);
      }
    }
    return connection;
  }

  @Override
  public void close() {
    adapters.forEach(Adapter::close);
    database.close();
  }

  // Values and calls in short

  /** Rows of MariaDB and MySQL to select from, with a number each: {@code seq}. */
  static String numbers(int from, int to) {
    return "(select n + "
        + (from - 1)
        + " as seq from json_table(concat('[0', repeat(',0', "
        + (to - from)
        + "), ']'), '$[*]' columns (n for ordinality)) as counted) as numbers";
  }

  static Row row(Map<String, ?> fields) {
    Row.Builder row = Row.builder();
    fields.forEach((name, value) -> row.set(name, value(value)));
    return row.build();
  }

  private static Value value(Object value) {
    if (value instanceof Value known) {
      return known;
    }
    return value instanceof Number number ? Value.of(number.longValue()) : Value.of("" + value);
  }

  static Write creation(String id, String key, Map<String, ?> fields) {
    return new Write(
        id,
        WriteKind.CREATE,
        Optional.of(NativeKey.of(key)),
        row(fields),
        new Precondition.Absent(),
        false);
  }

  static Write createUnkeyed(String id, Map<String, ?> fields) {
    return new Write(
        id, WriteKind.CREATE, Optional.empty(), row(fields), new Precondition.Absent(), false);
  }

  static Write update(String id, String key, Precondition condition, Map<String, ?> fields) {
    return new Write(
        id, WriteKind.UPDATE, Optional.of(NativeKey.of(key)), row(fields), condition, false);
  }

  static Write delete(String id, String key, Precondition condition) {
    return new Write(
        id, WriteKind.DELETE, Optional.of(NativeKey.of(key)), Row.empty(), condition, false);
  }

  static Write again(Write write) {
    return new Write(
        write.id(), write.kind(), write.key(), write.fields(), write.precondition(), true);
  }

  static List<WriteOutcome> write(Dataset dataset, Write... writes) {
    return dataset.writer().orElseThrow().write(List.of(writes), LIMIT);
  }

  static Image read(Dataset dataset, String... key) {
    PointRead read =
        dataset.pointReader().orElseThrow().read(List.of(NativeKey.of(key)), LIMIT).get(0);
    return ((PointRead.Found) read).image();
  }

  static Precondition versionOf(Dataset dataset, String key) {
    Version version = read(dataset, key).version().orElseThrow();
    return new Precondition.VersionIs(version);
  }

  /** All changes from {@code cursor} on, in pages of so many. */
  static List<Change> changes(ChangeFeed feed, Cursor cursor, int maxRows) {
    List<Change> changes = new ArrayList<>();
    Cursor next = cursor;
    ChangePage page;
    do {
      page = feed.poll(next, rows(maxRows));
      changes.addAll(page.changes());
      next = page.next();
    } while (page.more());
    return changes;
  }

  static Limits rows(int maxRows) {
    return new Limits(maxRows, LIMIT);
  }

  /** Polls until there is no more. */
  static Drained drain(ChangeFeed feed, Cursor from, int maxRows) {
    List<String> keys = new ArrayList<>();
    Cursor cursor = from;
    ChangePage page;
    do {
      page = feed.poll(cursor, rows(maxRows));
      page.changes().forEach((Change change) -> keys.add(change.key().toString()));
      cursor = page.next();
    } while (page.more());
    return new Drained(keys, cursor);
  }

  record Drained(List<String> keys, Cursor next) {}
}
