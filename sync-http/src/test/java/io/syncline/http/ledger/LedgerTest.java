package io.syncline.http.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class LedgerTest {

  private static final int LIMIT = 60;
  private static final Slots HOUR = Slots.within(Duration.ofHours(1));

  @TempDir private Path folder;

  @Test
  void manyTakeNoMoreThanTheLimitOutOfPostgresql() throws Exception {
    try (TestDatabase database = TestDatabases.postgresql()) {
      manyTakeNoMoreThanTheLimit(database.dataSource());
      isUsedAsItIs(database.dataSource());
    }
  }

  @Test
  void manyTakeNoMoreThanTheLimitOutOfMariaDb() throws Exception {
    try (TestDatabase database = TestDatabases.mariadb()) {
      manyTakeNoMoreThanTheLimit(database.dataSource());
      isUsedAsItIs(database.dataSource());
    }
  }

  @Test
  @EnabledIfSystemProperty(
      named = "syncline.test.mysql",
      matches = ".+",
      disabledReason = "no server of MySQL is given by syncline.test.mysql")
  void manyTakeNoMoreThanTheLimitOutOfMySql() throws Exception {
    try (TestDatabase database = TestDatabases.mysql()) {
      manyTakeNoMoreThanTheLimit(database.dataSource());
      isUsedAsItIs(database.dataSource());
    }
  }

  @Test
  void manyTakeNoMoreThanTheLimitOutOfAFileOfH2() throws Exception {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:file:" + folder.resolve("budgets"));
    try (Connection open = dataSource.getConnection()) {
      manyTakeNoMoreThanTheLimit(dataSource);
      isUsedAsItIs(dataSource);
      assertThat(open.isClosed()).isFalse();
    }
  }

  /** Each through a ledger of its own, as processes have. */
  private static void manyTakeNoMoreThanTheLimit(DataSource dataSource) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Long>> takers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        takers.add(() -> taken(new Ledger(dataSource)));
      }
      long all = 0;
      for (Future<Long> taken : threads.invokeAll(takers)) {
        all += taken.get();
      }
      assertThat(all).isEqualTo(LIMIT);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Until nothing is left. */
  private static long taken(Ledger ledger) throws Exception {
    ledger.prepare();
    long all = 0;
    while (true) {
      Grant grant = claim(ledger, 1);
      all += grant.writes();
      if (grant.writes() == 0) {
        assertThat(grant.writesFull()).isBetween(Duration.ofMinutes(58), Duration.ofMinutes(62));
        return all;
      }
    }
  }

  private static Grant claim(Ledger ledger, int writes) throws Exception {
    Claim claim =
        new Claim(
            "a service account",
            HOUR,
            LIMIT,
            LIMIT,
            writes,
            0,
            List.of(),
            Duration.ZERO,
            Duration.ZERO);
    while (true) {
      Optional<Grant> grant = ledger.claim(claim);
      if (grant.isPresent()) {
        return grant.get();
      }
    }
  }

  /** The clock is right, whatever the session's zone is. */
  private static void isUsedAsItIs(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      Product product = Product.of(connection.getMetaData().getDatabaseProductName()).orElseThrow();
      try (ResultSet now = statement.executeQuery("select " + product.now())) {
        assertThat(now.next()).isTrue();
        assertThat(now.getLong(1)).isCloseTo(System.currentTimeMillis(), within(600_000L));
      }
    }
  }

  @Test
  void aRightThatIsMissingIsNamed() throws Exception {
    try (TestDatabase database = TestDatabases.postgresql()) {
      execute(
          database.dataSource(),
          "drop role if exists budget_guest",
          "create role budget_guest login password 'guest'",
          "revoke create on schema public from public");
      DataSource guest = as(database, "budget_guest", "guest");

      assertThatThrownBy(() -> new Ledger(guest).prepare())
          .isInstanceOf(Ledger.UnfitException.class)
          .hasMessageContaining("must have the right to create the table syncline_budget")
          .hasMessageContaining("permission denied");

      execute(database.dataSource(), Ledger.DDL, "grant select on syncline_budget to budget_guest");
      assertThatThrownBy(() -> new Ledger(guest).prepare())
          .isInstanceOf(Ledger.UnfitException.class)
          .hasMessageContaining("must have the right to update syncline_budget");

      execute(database.dataSource(), "grant update, insert on syncline_budget to budget_guest");
      new Ledger(guest).prepare();
      assertThat(claim(new Ledger(guest), 1).writes()).isPositive();
      execute(database.dataSource(), "drop owned by budget_guest", "drop role budget_guest");
    }
  }

  private static DataSource as(TestDatabase database, String user, String password) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(database.jdbcUrl());
    dataSource.setUser(user);
    dataSource.setPassword(password);
    return dataSource;
  }

  private static void execute(DataSource dataSource, String... statements) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
