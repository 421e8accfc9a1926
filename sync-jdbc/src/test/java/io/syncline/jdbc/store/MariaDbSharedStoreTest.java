package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.JdbcState;
import io.syncline.store.Claim;
import io.syncline.store.NotHolder;
import io.syncline.store.StateStore;
import io.syncline.store.StoreException;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.testkit.contract.SharedStoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

class MariaDbSharedStoreTest extends SharedStoreContract {

  private static final Duration LONG = Duration.ofMinutes(10);

  private static MariaDbSchemas schemas;

  @BeforeAll
  static void openDatabase() {
    schemas = new MariaDbSchemas();
  }

  @AfterAll
  static void closeDatabase() throws SQLException {
    schemas.close();
  }

  @BeforeEach
  void nextSchema() {
    schemas.next();
  }

  /** Each with connections of its own, as if in a process of its own. */
  @Override
  protected StateStore open() throws SQLException {
    MariaDbDataSource own = new MariaDbDataSource(schemas.database().jdbcUrl());
    own.setUser(schemas.database().user());
    own.setPassword(schemas.database().password());
    return JdbcState.on(own, schemas.current());
  }

  @Test
  void theEpochAloneRefusesTheCommitOfAStaleHolder() throws SQLException {
    try (StateStore store = open()) {
      long epoch = ((Claim.Granted) store.claim("first", LONG)).lease().epoch();
      try (StoreTransaction stale = store.begin()) {
        stale.saveCount(5);
        schemas.update("lease", "update %s set epoch = epoch + 1, holder = 'heir'");

        assertThatThrownBy(stale::commit)
            .isInstanceOf(NotHolder.class)
            .hasMessage(
                "must hold the lease: state=schema "
                    + schemas.current()
                    + " of MariaDB holder=heir (epoch "
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
      endWriter();

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
      }
    }
  }

  private static void endWriter() throws SQLException {
    long session = schemas.number("lease", "select session from %s");
    try (Connection connection = schemas.database().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("kill connection " + session);
    }
  }
}
