package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.JdbcState;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Several processes that open a store which is not there yet, all at once. */
class OpenersTest {

  private static final int OPENERS = 4;

  @Test
  void ofPostgresqlFindOneStore() throws Exception {
    try (TestDatabase database = TestDatabases.postgresql()) {
      assertOneStore(
          database::dataSource, "openers", "select count(*) from openers.schema_history");
    }
  }

  @Test
  void ofMariaDbFindOneStore() throws Exception {
    try (TestDatabase database = TestDatabases.mariadb()) {
      assertOneStore(database::dataSource, database.name(), "select count(*) from schema_history");
    }
  }

  @Test
  void ofH2FindOneStoreAndLeaveNoSessionBehind() throws Exception {
    DataSource dataSource = H2SharedStoreTest.dataSource("openers");
    assertOneStore(
        () -> dataSource,
        "openers",
        "select count(*) from \"openers\".\"schema_history\" where \"installed_rank\" > 0");

    assertThat(number(dataSource, "select count(*) from information_schema.sessions"))
        .isEqualTo(1); // the one that asks
  }

  private interface Source {
    DataSource get();
  }

  private static void assertOneStore(Source source, String schema, String history)
      throws Exception {
    ExecutorService openers = Executors.newFixedThreadPool(OPENERS);
    try {
      List<Future<String>> identities =
          Stream.generate(() -> openers.submit(() -> identity(source.get(), schema)))
              .limit(OPENERS)
              .toList();
      String first = identities.get(0).get(1, TimeUnit.MINUTES);
      for (Future<String> each : identities) {
        assertThat(each.get(1, TimeUnit.MINUTES)).isEqualTo(first);
      }
    } finally {
      openers.shutdownNow();
    }
    assertThat(number(source.get(), history)).isEqualTo(3); // the baseline, and two scripts
  }

  private static String identity(DataSource dataSource, String schema) {
    try (StateStore store = JdbcState.on(dataSource, schema);
        StoreView view = store.view()) {
      return view.identity();
    }
  }

  private static long number(DataSource dataSource, String query) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
