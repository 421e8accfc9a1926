package io.syncline.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.operate.InboxFilter;
import io.syncline.testkit.fixture.saas.FakeRecord;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold at both companies in the end, however many hosts were killed or frozen. */
final class Agreement {

  private final Companies world;
  private final KillUsers users;

  Agreement(Companies world, KillUsers users) {
    this.world = world;
    this.users = users;
  }

  /** Settles, and looks at both companies without the hub. */
  void check(Hub hub) throws SQLException {
    settled(hub.sync());
    noEditLost();
    assertThat(world.differences())
        .as("customers that differ, but those that the ERP deleted without telling")
        .isEqualTo(deletedInErp());

    settled(hub.sweep());
    assertThat(hub.verify("customer").agrees()).as(hub.verify("customer").toString()).isTrue();
    assertThat(hub.inbox().counts(InboxFilter.all())).isEmpty();
    assertThat(world.differences()).as("customers that differ, compared without a hub").isZero();
    nothingDoubled();
    noEditLost();
    noRecordLost();

    long writes = world.crm().effectiveWrites();
    List<String> rows = rows();
    SyncReport again = hub.sweep();
    assertThat(again.counts().writes()).as(again.toString()).isZero();
    assertThat(world.crm().effectiveWrites()).isEqualTo(writes);
    assertThat(rows()).isEqualTo(rows);
  }

  /** Not even for a while: an archived contact counts too. */
  private void nothingDoubled() throws SQLException {
    Map<String, Integer> contacts = new HashMap<>();
    for (FakeRecord contact : world.contacts().snapshotWithArchived().values()) {
      contacts.merge(String.valueOf(contact.fields().get("email")), 1, Integer::sum);
    }
    assertThat(contacts).allSatisfy((email, times) -> assertThat(times).as(email).isEqualTo(1));
    assertThat(contacts)
        .hasSize(users.initialSize() + users.createdInCrm.size() + users.createdInErp.size());
    assertThat(customers()).hasSize((int) world.erpSize());
  }

  private static void settled(SyncReport report) {
    assertThat(report.settled()).as(report.toString()).isTrue();
  }

  private long deletedInErp() {
    return world.contacts().snapshot().values().stream()
        .filter(contact -> users.deleted.contains(String.valueOf(contact.fields().get("email"))))
        .count();
  }

  private void noRecordLost() throws SQLException {
    assertThat(customers())
        .hasSize(
            users.initialSize()
                + users.createdInCrm.size()
                + users.createdInErp.size()
                - users.deleted.size())
        .doesNotContainKeys(users.deleted.toArray(String[]::new));
  }

  private void noEditLost() throws SQLException {
    Map<String, Customer> customers = customers();

    assertThat(customers)
        .containsKeys(users.createdInCrm.toArray(String[]::new))
        .containsKeys(users.createdInErp.toArray(String[]::new));
    assertThat(users.names)
        .allSatisfy((email, name) -> assertThat(customer(customers, email).name()).isEqualTo(name));
    assertThat(users.statuses)
        .allSatisfy(
            (email, status) ->
                assertThat(customer(customers, email).status()).as(email).isEqualTo(status));
    assertThat(users.balances)
        .allSatisfy(
            (email, balance) ->
                assertThat(customer(customers, email).balance()).as(email).isEqualTo(balance));
    assertThat(users.phones)
        .allSatisfy(
            (email, edits) ->
                assertThat(edits).as(email).containsValue(customer(customers, email).phone()));
  }

  private record Customer(String name, String phone, BigDecimal balance, String status) {}

  private static Customer customer(Map<String, Customer> customers, String email) {
    assertThat(customers).containsKey(email);
    return customers.get(email);
  }

  /** What the ERP shows; that the CRM shows the same is known by then. */
  private Map<String, Customer> customers() throws SQLException {
    Map<String, Customer> found = new HashMap<>();
    try (Connection erp = world.erp().getConnection();
        Statement statement = erp.createStatement();
        ResultSet row =
            statement.executeQuery("select email, name, phone, balance, status from customer")) {
      while (row.next()) {
        found.put(
            row.getString(1),
            new Customer(
                row.getString(2), row.getString(3), row.getBigDecimal(4), row.getString(5)));
      }
    }
    return found;
  }

  /** Every row with the transaction that wrote it: a write without effect shows, too. */
  private List<String> rows() throws SQLException {
    try (Connection erp = world.erp().getConnection();
        Statement statement = erp.createStatement();
        ResultSet all =
            statement.executeQuery(
                "select array_agg(xmin::text || customer::text order by id) from customer")) {
      all.next();
      return List.of((String[]) all.getArray(1).getArray());
    }
  }
}
