package io.syncline.examples.quickstart;

import io.syncline.testkit.fixture.saas.FakeRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What people do at both companies between two syncs. */
final class Edits {

  static final int EACH = 50;

  private final Companies world;
  private final Connection held;
  private final List<FakeRecord> contacts;

  Edits(Companies world) throws SQLException {
    this.world = world;
    this.contacts = world.contacts().snapshot().values().stream().limit(4L * EACH).toList();
    this.held = world.erp().getConnection();
    held.setAutoCommit(false);
  }

  /** Disjoint fields, the same field, a delete against an update; and one that commits late. */
  void onBothSides() throws SQLException {
    update(held, "name", "Late Committer", emails(3));
    try (Connection erp = world.erp().getConnection()) {
      update(erp, "status", "blocked", emails(0));
      update(erp, "name", "Renamed By The ERP", emails(1));
      update(erp, "phone", "13900001111", emails(2));
    }
    for (FakeRecord contact : group(0)) {
      world.contacts().update(contact.id(), Map.of("phone", "+86 137 0000 2222"));
    }
    for (FakeRecord contact : group(1)) {
      world.contacts().update(contact.id(), Map.of("full_name", "Renamed By The CRM"));
    }
    for (FakeRecord contact : group(2)) {
      world.contacts().delete(contact.id());
    }
  }

  /** The transaction that began before everything else commits after it was synced. */
  void commitLate() throws SQLException {
    held.commit();
    held.close();
  }

  /** A customer that both sides renamed. */
  String contested() throws SQLException {
    try (Connection erp = world.erp().getConnection();
        PreparedStatement find = erp.prepareStatement("select id from customer where email = ?")) {
      find.setString(1, emails(1).get(0));
      try (ResultSet row = find.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private List<FakeRecord> group(int number) {
    return contacts.subList(number * EACH, (number + 1) * EACH);
  }

  private List<String> emails(int number) {
    return group(number).stream()
        .map(contact -> String.valueOf(contact.fields().get("email")))
        .toList();
  }

  private static void update(Connection erp, String column, String value, List<String> emails)
      throws SQLException {
    String sql = "update customer set " + column + " = ?, updated_at = now() where email = any(?)";
    try (PreparedStatement update = erp.prepareStatement(sql)) {
      update.setString(1, value);
      update.setArray(2, erp.createArrayOf("text", emails.toArray()));
      update.executeUpdate();
    }
  }
}
