package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.model.FieldType;
import io.syncline.store.StateStore;
import io.syncline.testkit.database.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that one database takes as they come, and the other only once each. */
class UniqueValuesTest {

  private static final int PEOPLE = 120;

  private final TwoDatabases databases = new TwoDatabases();
  private final TestDatabase crm = databases.crm;
  private final TestDatabase erp = databases.erp;
  private Hub hub;

  private void open(String email) throws SQLException {
    TwoDatabases.run(crm, "create table person (name text primary key, email text)");
    TwoDatabases.run(erp, "create table person (name text primary key, email " + email + ")");
    TwoDatabases.run(
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
    TwoDatabases.settle(hub);
    assertThat(people(erp)).hasSize(PEOPLE);
  }

  @AfterEach
  void close() {
    hub.close();
    databases.close();
  }

  private static List<String> people(TestDatabase database) throws SQLException {
    return TwoDatabases.texts(database, "select name || ' ' || email from person order by 1");
  }

  @Test
  void peopleWhoSwapTheirAddressesAreWritten() throws SQLException {
    open("text unique");
    swapPairs();

    TwoDatabases.settle(hub);

    assertThat(people(erp)).isEqualTo(people(crm)).contains("n1 e2", "n2 e1");
  }

  @Test
  void whereAnAddressIsWantedAMadeUpOneStandsInForIt() throws SQLException {
    open("text not null unique");
    swapPairs();

    TwoDatabases.settle(hub);

    assertThat(people(erp)).isEqualTo(people(crm)).contains("n1 e2", "n2 e1");
  }

  @Test
  void aRingOfAllIsWritten() throws SQLException {
    open("text not null unique");
    TwoDatabases.run(
        crm, "update person set email = 'e' || (substr(name, 2)::int % " + PEOPLE + " + 1)");

    TwoDatabases.settle(hub);

    assertThat(people(erp)).isEqualTo(people(crm)).contains("n1 e2", "n" + PEOPLE + " e1");
  }

  /** The odd with the even. */
  private void swapPairs() throws SQLException {
    TwoDatabases.run(
        crm,
        "update person set email = 'e' || (case when substr(name, 2)::int % 2 = 1"
            + " then substr(name, 2)::int + 1 else substr(name, 2)::int - 1 end)");
  }
}
