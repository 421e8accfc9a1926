package io.syncline.jdbc.diff;

import io.syncline.jdbc.schema.TableName;
import io.syncline.model.NativeKey;
import io.syncline.spi.KeyRange;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** A database of one of the kinds that are compared. */
final class Side implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(60);

  /** The kinds, each with what it calls types that others call otherwise. */
  enum Kind {
    POSTGRESQL("bytea", "timestamp", "timestamptz(6)"),
    MARIADB("longblob", "datetime", "timestamp(6)"),
    H2("blob", "timestamp", "timestamp(6) with time zone");

    private final String binary;
    private final String dateTime;
    private final String instant;

    Kind(String binary, String dateTime, String instant) {
      this.binary = binary;
      this.dateTime = dateTime;
      this.instant = instant;
    }

    String spoken(String statement) {
      return statement
          .replace("BINARY", binary)
          .replace("DATETIME", dateTime)
          .replace("INSTANT", instant);
    }
  }

  private final Kind kind;
  private final String url;
  private final String user;
  private final String password;
  private final Runnable drop;

  private Side(Kind kind, String url, String user, String password, Runnable drop) {
    this.kind = kind;
    this.url = url;
    this.user = user;
    this.password = password;
    this.drop = drop;
  }

  static Side of(Kind kind) {
    if (kind == Kind.H2) {
      String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
      return new Side(kind, url, "", "", () -> {});
    }
    TestDatabase database =
        kind == Kind.POSTGRESQL ? TestDatabases.postgresql() : TestDatabases.mariadb();
    Side side =
        new Side(kind, database.jdbcUrl(), database.user(), database.password(), database::close);
    if (kind == Kind.MARIADB) {
      side.run("alter database character set utf8mb4");
    }
    return side;
  }

  Kind kind() {
    return kind;
  }

  Connection connect(String... settings) throws SQLException {
    Connection connection = DriverManager.getConnection(url, user, password);
    try (Statement statement = connection.createStatement()) {
      for (String each : settings) {
        statement.execute(each);
      }
    }
    return connection;
  }

  /** Settings of a session that change how its values are written, read or compared. */
  String[] oddSettings() {
    return switch (kind) {
      case POSTGRESQL ->
          new String[] {
            "set timezone to 'Asia/Kathmandu'",
            "set datestyle to 'ISO, DMY'",
            "set intervalstyle to 'sql_standard'",
            "set bytea_output to 'escape'",
            "set extra_float_digits to -10",
            "set lc_numeric to 'C'",
            "set quote_all_identifiers to on",
            "set standard_conforming_strings to off",
            "set escape_string_warning to off",
            "set search_path to pg_catalog, public"
          };
      case MARIADB ->
          new String[] {
            "set time_zone = '+05:45'",
            "set sql_mode = 'ORACLE,PAD_CHAR_TO_FULL_LENGTH,EMPTY_STRING_IS_NULL,HIGH_NOT_PRECEDENCE'",
            "set character_set_connection = 'ucs2'",
            "set div_precision_increment = 0"
          };
      case H2 -> new String[] {"set time zone 'Asia/Kathmandu'"};
    };
  }

  /** Runs statements in which types go by the names that all kinds share. */
  void run(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(kind.spoken(each));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One statement many times, in one transaction. */
  void each(String statement, Iterable<Object[]> rows) {
    try (Connection connection = connect();
        PreparedStatement prepared = connection.prepareStatement(kind.spoken(statement))) {
      connection.setAutoCommit(false);
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          prepared.setObject(i + 1, row[i]);
        }
        prepared.addBatch();
      }
      prepared.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every connection is set up by the given statements. */
  DataSource dataSource(String... settings) {
    return (DataSource)
        Proxy.newProxyInstance(
            Side.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> connect(settings));
  }

  /** Named in lower case, as the statements are; H2 keeps names in upper case. */
  String kept(String name) {
    return kind == Kind.H2 ? name.toUpperCase(Locale.ROOT) : name;
  }

  JdbcTable table(String name, String... settings) {
    return JdbcTable.of(
        dataSource(settings), TableName.parse(kept(name)), InstantSource.system(), LIMIT);
  }

  /** The digest of each row by its key, in the order in which the database gives them. */
  Map<String, Long> rowDigests(JdbcTable table, RowDigester rows, String... settings) {
    try (Connection connection = connect(settings)) {
      Map<String, Long> digests = new LinkedHashMap<>();
      DSL.using(connection, table.dialect().family())
          .fetch(new TableDigester(table, rows).rowDigests(KeyRange.all()))
          .forEach(row -> digests.put(key(table, row), row.get("digest", Long.class)));
      return digests;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key(JdbcTable table, Record row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      parts.add(row.get("k" + i, String.class));
    }
    return new NativeKey(parts).toString();
  }

  @Override
  public void close() {
    drop.run();
  }
}
