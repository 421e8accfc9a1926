package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.JdbcState;
import io.syncline.store.StateStore;
import io.syncline.testkit.contract.StateStoreContract;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresStateStoreTest extends StateStoreContract {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private static TestDatabase database;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabases.postgresql();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @Override
  protected StateStore open() {
    SCHEMAS.incrementAndGet();
    return openSchema();
  }

  @Override
  protected Optional<StateStore> reopen() {
    return Optional.of(openSchema());
  }

  /** One instance alone: what several may do is in {@link PostgresSharedStoreTest}. */
  private static StateStore openSchema() {
    StateStore store = JdbcState.on(database.dataSource(), "State of \"" + SCHEMAS.get());
    store.claim("the only one", Duration.ofMinutes(10));
    return store;
  }

  @Test
  void itsTablesStandInASchemaOfTheirOwn() throws SQLException {
    JdbcState.on(database.dataSource()).close();

    assertThat(
            number(
                "select count(*) from information_schema.tables where table_schema = 'syncline'"))
        .isEqualTo(StateTable.values().length + 2); // and the lease and the history
    assertThat(
            number("select count(*) from information_schema.tables where table_schema = 'public'"))
        .isZero();
  }

  @Test
  void aStoreOfTheFirstFormatEntersTheHistoryAndGetsItsNotes() throws SQLException {
    JdbcState.on(database.dataSource(), "old").close();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table old.schema_history; drop table old.note"); // as it was left
      statement.execute("alter table old.lease alter column session type integer");
      statement.execute("update old.meta set value = 1 where name = 'format'");
    }

    JdbcState.on(database.dataSource(), "old").close();

    assertThat(number("select count(*) from old.note")).isZero();
    assertThat(
            number(
                "select count(*) from old.schema_history where type = 'BASELINE' and version = '1'"
                    + " or type = 'SQL' and version = '2'"))
        .isEqualTo(2);
    assertThat(number("select value from old.meta where name = 'format'")).isEqualTo(2);
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
