package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.FieldType;
import io.syncline.store.StateStore;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that one database takes as they come, and the other only once each. */
class UniqueValuesTest {

  private static final int PEOPLE = 120;

  private final TestDatabase crm = TestDatabases.postgresql();
  private final TestDatabase erp = TestDatabases.postgresql();
  private Hub hub;

  private void open(String email) throws SQLException {
    run(crm, "create table person (name text primary key, email text)");
    run(erp, "create table person (name text primary key, email " + email + ")");
    run(
        crm,
        "insert into person select 'n' || n, 'e' || n from generate_series(1, " + PEOPLE + ") n");
    hub =
        Hub.builder()
            .state(StateStore.inMemory())
            .system("crm", JdbcAdapter.on(crm.dataSource()))
            .system("erp", JdbcAdapter.on(erp.dataSource()))
            .entity(
                "person",
                person ->
                    person
                        .field("name", FieldType.text())
                        .field("email", FieldType.text())
                        .matchOn("name")
                        .in("crm", flow -> flow.dataset("person").everyFieldByName())
                        .in("erp", flow -> flow.dataset("person").everyFieldByName()))
            .build();
    settle();
    assertThat(people(erp)).hasSize(PEOPLE);
  }

  @AfterEach
  void close() {
    hub.close();
    crm.close();
    erp.close();
  }

  private static void run(TestDatabase database, String statement) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement each = connection.createStatement()) {
      each.execute(statement);
    }
  }

  private static List<String> people(TestDatabase database) throws SQLException {
    List<String> people = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select name || ' ' || email from person order by 1")) {
      while (rows.next()) {
        people.add(rows.getString(1));
      }
    }
    return people;
  }

  private void settle() {
    SyncReport report = hub.sync();
    assertThat(report.settled()).as(report.toString()).isTrue();
    assertThat(hub.sync().counts().writes()).isZero();
  }

  @Test
  void peopleWhoSwapTheirAddressesAreWritten() throws SQLException {
    open("text unique");
    swapPairs();

    settle();

    assertThat(people(erp)).isEqualTo(people(crm)).contains("n1 e2", "n2 e1");
  }

  @Test
  void whereAnAddressIsWantedAMadeUpOneStandsInForIt() throws SQLException {
    open("text not null unique");
    swapPairs();

    settle();

    assertThat(people(erp)).isEqualTo(people(crm)).contains("n1 e2", "n2 e1");
  }

  @Test
  void aRingOfAllIsWritten() throws SQLException {
    open("text not null unique");
    run(crm, "update person set email = 'e' || (substr(name, 2)::int % " + PEOPLE + " + 1)");

    settle();

    assertThat(people(erp)).isEqualTo(people(crm)).contains("n1 e2", "n" + PEOPLE + " e1");
  }

  /** The odd with the even. */
  private void swapPairs() throws SQLException {
    run(
        crm,
        "update person set email = 'e' || (case when substr(name, 2)::int % 2 = 1"
            + " then substr(name, 2)::int + 1 else substr(name, 2)::int - 1 end)");
  }
}
