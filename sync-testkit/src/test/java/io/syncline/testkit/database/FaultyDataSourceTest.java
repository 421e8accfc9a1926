package io.syncline.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyDataSourceTest {

  private final TestDatabase database = TestDatabases.postgresql();
  private final FaultyDataSource faulty =
      FaultyDataSource.of(database.dataSource(), ErrorCodes.POSTGRESQL);

  @BeforeEach
  void table() throws SQLException {
    run(connection -> execute(connection, "create table t (id int primary key)"));
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @FunctionalInterface
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** In one transaction. */
  private void run(Work work) throws SQLException {
    try (Connection connection = faulty.getConnection()) {
      connection.setAutoCommit(false);
      work.on(connection);
      connection.commit();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static Work insert(int id) {
    return connection -> execute(connection, "insert into t values (" + id + ")");
  }

  private SQLException failing(Work work) {
    return catchThrowableOfType(SQLException.class, () -> run(work));
  }

  /** Past the faults. */
  private List<Integer> ids() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        ResultSet rows = connection.createStatement().executeQuery("select id from t order by 1")) {
      List<Integer> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
      return ids;
    }
  }

  @Test
  void aRefusedConnectionIsHadTheNextTime() throws SQLException {
    faulty.next(JdbcFault.REFUSED);

    assertThat(failing(insert(1)).getSQLState()).isEqualTo("08001");
    run(insert(1));

    assertThat(ids()).containsExactly(1);
    assertThat(faulty.struck()).isEqualTo(1);
  }

  @Test
  void whatIsLostBeforeTheCommitIsNotDoneAndAfterItIs() throws SQLException {
    faulty.next(JdbcFault.LOST_BEFORE_COMMIT);
    assertThat(failing(insert(1)).getSQLState()).isEqualTo("08006");
    assertThat(ids()).isEmpty();

    faulty.next(JdbcFault.LOST_AFTER_COMMIT);
    assertThat(failing(insert(2)).getSQLState()).isEqualTo("08006");
    assertThat(ids()).containsExactly(2);
  }

  @Test
  void aLostConnectionTakesNothingMore() {
    faulty.after(1, JdbcFault.LOST);

    SQLException after =
        failing(
            connection -> {
              insert(1).on(connection);
              assertThatThrownBy(() -> insert(2).on(connection)).hasMessage("on purpose: LOST");
              insert(3).on(connection);
            });

    assertThat(after.getMessage()).isEqualTo("the connection was lost: prepareStatement");
  }

  @Test
  void aTransactionThatFailedTakesNothingButARollback() throws SQLException {
    faulty.after(1, JdbcFault.DEADLOCK);

    run(
        connection -> {
          insert(1).on(connection);
          var before = connection.setSavepoint();
          assertThatThrownBy(() -> insert(2).on(connection))
              .hasMessage("on purpose: DEADLOCK")
              .hasFieldOrPropertyWithValue("SQLState", "40P01");
          assertThatThrownBy(() -> insert(3).on(connection))
              .hasMessage("the transaction has failed; only these are taken: [rollback, commit]");
          connection.rollback(before);
          insert(4).on(connection);
        });

    assertThat(ids()).containsExactly(1, 4);
  }

  @Test
  void aStandByTakesReadsOnlyUntilItIsToldOtherwise() throws SQLException {
    faulty.failOver();

    assertThat(failing(insert(1)).getSQLState()).isEqualTo("25006");
    assertThat(failing(insert(1)).getSQLState()).isEqualTo("25006");
    run(connection -> execute(connection, "select * from t"));
    faulty.failBack();
    run(insert(1));

    assertThat(ids()).containsExactly(1);
  }

  @Test
  void aBatchStopsAfterSoManyRows() throws SQLException {
    FaultyDataSource mariaDb = FaultyDataSource.of(database.dataSource(), ErrorCodes.MARIADB);
    mariaDb.after(2, JdbcFault.BATCH_STOPPED);

    try (Connection connection = mariaDb.getConnection();
        PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
      connection.setAutoCommit(false);
      for (int id = 1; id <= 5; id++) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      BatchUpdateException stopped =
          catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
      connection.commit();

      assertThat(stopped.getUpdateCounts()).containsExactly(1, 1);
      assertThat(stopped.getErrorCode()).isEqualTo(1205);
    }
    assertThat(ids()).containsExactly(1, 2);
  }

  @Test
  void chanceIsThatOfTheSeed() throws SQLException {
    assertThat(outcomes(7)).isEqualTo(outcomes(7)).contains("", "on purpose: REFUSED");
    assertThat(outcomes(7)).isNotEqualTo(outcomes(8));
  }

  private List<String> outcomes(long seed) throws SQLException {
    faulty.byChance(seed, 0.2);
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      SQLException failure = failing(connection -> execute(connection, "delete from t"));
      outcomes.add(failure == null ? "" : failure.getMessage());
    }
    faulty.calm();
    run(connection -> execute(connection, "delete from t"));
    return outcomes;
  }

  @Test
  void wrongNumbersAreRefused() {
    assertThatThrownBy(() -> faulty.after(-1, JdbcFault.LOST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be >= 0: after=-1");
    assertThatThrownBy(() -> faulty.byChance(1, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be in 0..1: share=1.5");
  }
}
