package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.JdbcState;
import io.syncline.model.EntityName;
import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.testkit.contract.StateStoreContract;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  private static StateStore openSchema() {
    return JdbcState.on(database.dataSource(), "State of \"" + SCHEMAS.get());
  }

  @Test
  void aSecondHubIsRefusedUntilTheFirstLetsGo() {
    StateStore first = JdbcState.on(database.dataSource(), "shared");

    assertThatThrownBy(() -> JdbcState.on(database.dataSource(), "shared"))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "must belong to one hub, and another one has it: state=schema shared of PostgreSQL");

    first.close();
    JdbcState.on(database.dataSource(), "shared").close();
  }

  @Test
  void itsTablesStandInASchemaOfTheirOwn() throws SQLException {
    JdbcState.on(database.dataSource()).close();

    assertThat(
            number(
                "select count(*) from information_schema.tables where table_schema = 'syncline'"))
        .isEqualTo(StateTable.values().length);
    assertThat(
            number("select count(*) from information_schema.tables where table_schema = 'public'"))
        .isZero();
  }

  @Test
  void aLostConnectionUndoesItsTransactionAndIsReplaced() throws SQLException {
    EntityName customer = new EntityName("customer");
    try (StateStore store = JdbcState.on(database.dataSource(), "lost")) {
      StoreTransaction cut = store.begin();
      cut.saveCount(5);
      endSessionsWithALock();

      assertThatThrownBy(cut::commit).isInstanceOf(StoreException.class);
      cut.close();

      try (StoreTransaction next = store.begin()) {
        assertThat(next.count()).isZero();
        next.saveCount(6);
        next.commit();
      }
      try (StoreView view = store.view()) {
        assertThat(view.count()).isEqualTo(6);
        assertThat(view.countRecords(customer)).isZero();
      }
    }
  }

  private static void endSessionsWithALock() throws SQLException {
    number(
        "select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory'"
            + " and database = (select oid from pg_database where datname = current_database())");
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
