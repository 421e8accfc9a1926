package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.CONTEXT;
import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.drain;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.Fixture.Drained;
import io.syncline.spi.Adapter;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.DatasetSpec;
import io.syncline.testkit.database.OwnServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL forgets in a crash what was not on disk, that a transaction was rolled back among it,
 * and gives its number to another.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a server is not started by its command there")
class JournalCrashTest {

  /** So that no process of the server's own writes the log to disk meanwhile. */
  private static final List<String> LAZY =
      List.of(
          "alter system set wal_writer_delay = '10s'",
          "alter system set bgwriter_delay = '10s'",
          "alter system set autovacuum = off",
          "select pg_reload_conf()");

  private static final int ENDED_IN_VAIN = 5;

  private final OwnServer server = OwnServer.postgresql();

  @BeforeEach
  void customers() throws SQLException {
    for (String each : LAZY) {
      run(each);
    }
    run("create table customer (id int primary key, name text)");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whatIsCommittedUnderTheNumberOfATransactionThatTheCrashTookBackIsTold() throws Exception {
    Cursor cursor;
    long lost;
    try (Adapter adapter = adapter()) {
      ChangeFeed feed = installed(adapter);
      run("insert into customer values (1, 'before')");
      cursor = drain(feed, drain(feed, feed.latest(), 10).next(), 10).next();
      lost = rolledBack();
      cursor = drain(feed, cursor, 10).next();
      server.kill();
    }
    server.start();

    long given = written(100);
    for (int each = 0; each < 2 * ENDED_IN_VAIN; each++) {
      written(101 + each);
    }

    assertThat(given).as("the number is given again").isLessThanOrEqualTo(lost);
    try (Adapter adapter = adapter()) {
      Drained drained = drain(feed(adapter), cursor, 3);
      assertThat(drained.keys()).contains("100").hasSizeGreaterThan(2 * ENDED_IN_VAIN);
      assertThat(drain(feed(adapter), drained.next(), 3).keys()).isEmpty();
    }
  }

  @Test
  void afterACrashWhatIsOnDiskForLongIsNotReadAgain() throws Exception {
    Cursor cursor;
    try (Adapter adapter = adapter()) {
      ChangeFeed feed = installed(adapter);
      cursor = feed.latest();
      for (int id = 0; id < 3; id++) {
        written(id);
        cursor = drain(feed, cursor, 10).next();
      }
      server.kill();
    }
    server.start();
    written(100);

    try (Adapter adapter = adapter()) {
      assertThat(drain(feed(adapter), cursor, 10).keys()).contains("100").doesNotContain("0");
    }
  }

  private ChangeFeed installed(Adapter adapter) {
    adapter.dataset(spec()).tracking().orElseThrow().install(LIMIT);
    return feed(adapter);
  }

  private static ChangeFeed feed(Adapter adapter) {
    return adapter.dataset(spec()).changeFeed().orElseThrow();
  }

  private static DatasetSpec spec() {
    return DatasetSpec.of("customer").withOptions(JournalFeed.journal().options());
  }

  private Adapter adapter() {
    PGSimpleDataSource connections = new PGSimpleDataSource();
    connections.setUrl(server.jdbcUrl());
    connections.setUser(server.user());
    connections.setPassword(server.password());
    return JdbcAdapter.on(connections).open(CONTEXT);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first number of some that come to nothing. */
  private long rolledBack() throws SQLException {
    long first = Long.MAX_VALUE;
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      for (int id = 0; id < ENDED_IN_VAIN; id++) {
        first = Math.min(first, insert(connection, 50 + id));
        connection.rollback();
      }
    }
    return first;
  }

  /** The number of the transaction. */
  private long written(int id) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      long number = insert(connection, id);
      connection.commit();
      return number;
    }
  }

  private static long insert(Connection connection, int id) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "with written as (insert into customer values ("
                    + id
                    + ", 'x')) select pg_current_xact_id()::text::bigint")) {
      row.next();
      return row.getLong(1);
    }
  }
}
