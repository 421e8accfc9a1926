package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.JdbcState;
import io.syncline.model.EntityName;
import io.syncline.store.Claim;
import io.syncline.store.NotHolder;
import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.testkit.contract.SharedStoreContract;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresSharedStoreTest extends SharedStoreContract {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final EntityName CUSTOMER = new EntityName("customer");
  private static final Duration LONG = Duration.ofMinutes(10);

  private static TestDatabase database;

  @BeforeAll
  static void openDatabase() {
    database = TestDatabases.postgresql();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void nextSchema() {
    SCHEMAS.incrementAndGet();
  }

  private static String schema() {
    return "Shared of \"" + SCHEMAS.get();
  }

  /** Each with connections of its own, as if in a process of its own. */
  @Override
  protected StateStore open() {
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setUrl(database.jdbcUrl());
    own.setUser(database.user());
    own.setPassword(database.password());
    return JdbcState.on(own, schema());
  }

  @Test
  void theEpochAloneRefusesTheCommitOfAStaleHolder() throws SQLException {
    try (StateStore store = open()) {
      long epoch = ((Claim.Granted) store.claim("first", LONG)).lease().epoch();
      try (StoreTransaction stale = store.begin()) {
        stale.saveCount(5);
        update("update \"Shared of \"\"%d\".lease set epoch = epoch + 1, holder = 'heir'");

        assertThatThrownBy(stale::commit)
            .isInstanceOf(NotHolder.class)
            .hasMessage(
                "must hold the lease: state=schema "
                    + schema()
                    + " of PostgreSQL holder=heir (epoch "
                    + (epoch + 1)
                    + ")");
      }
      try (StoreView view = store.view()) {
        assertThat(view.count()).isZero();
      }
    }
  }

  @Test
  void aHolderWhoseSessionIsLostGoesOnUnderItsLease() throws SQLException {
    try (StateStore store = open();
        StateStore other = open()) {
      long epoch = ((Claim.Granted) store.claim("first", LONG)).lease().epoch();
      StoreTransaction cut = store.begin();
      cut.saveCount(5);
      endWriters();

      assertThatThrownBy(cut::commit)
          .isInstanceOf(StoreException.class)
          .isNotInstanceOf(NotHolder.class);
      cut.close();

      assertThat(other.claim("second", LONG)).isInstanceOf(Claim.Held.class);
      try (StoreTransaction next = store.begin()) {
        assertThat(next.count()).isZero();
        next.saveCount(6);
        next.commit();
      }
      assertThat(((Claim.Granted) store.claim("first", LONG)).lease().epoch()).isEqualTo(epoch);
      try (StoreView view = other.view()) {
        assertThat(view.count()).isEqualTo(6);
        assertThat(view.countRecords(CUSTOMER)).isZero();
      }
    }
  }

  private static void endWriters() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory'"
                    + " and database = (select oid from pg_database"
                    + " where datname = current_database())")) {
      rows.next();
    }
  }

  private static void update(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql.formatted(SCHEMAS.get()))).isEqualTo(1);
    }
  }
}
