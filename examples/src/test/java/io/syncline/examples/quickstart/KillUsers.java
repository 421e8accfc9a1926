package io.syncline.examples.quickstart;

import io.syncline.testkit.fixture.saas.FakeRecord;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * People at both companies, from a seed, who remember what they did. Names are edited in the CRM
 * alone, status and balance in the ERP alone, phones on both sides.
 *
 * <p>Until the records of both sides were brought together, each is edited on one side only: which
 * of two strangers is right is decided as a whole. Every tenth record is never edited, so that its
 * delete meets no edit; of the next in each ten the status is set by transactions that commit late.
 */
final class KillUsers implements AutoCloseable {

  private final Companies world;
  private final Random random;
  private final List<String> initial;
  private final Connection erp;
  private final Connection late;
  private Map<String, String> contactIds = Map.of();
  private int number;

  final Map<String, String> names = new HashMap<>();
  final Map<String, String> statuses = new HashMap<>();
  final Map<String, BigDecimal> balances = new HashMap<>();
  final Map<String, Map<String, String>> phones = new HashMap<>();
  final Set<String> createdInCrm = new HashSet<>();
  final Set<String> createdInErp = new HashSet<>();
  final Set<String> deleted = new HashSet<>();

  KillUsers(Companies world, long seed) throws SQLException {
    this.world = world;
    this.random = new Random(seed);
    this.erp = world.erp().getConnection();
    this.late = world.erp().getConnection();
    late.setAutoCommit(false);
    Set<String> all = new HashSet<>(erpEmails());
    lookUp();
    all.addAll(contactIds.keySet());
    this.initial = all.stream().sorted().toList();
  }

  /** How much was done. */
  int edits() {
    return number;
  }

  int initialSize() {
    return initial.size();
  }

  /** While the sides are strangers: each record on one side only, and new ones. */
  void workApart(int edits) throws SQLException {
    lookUp();
    Set<String> customers = erpEmails();
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(initial.size());
      String email = initial.get(at);
      if (random.nextInt(6) == 0) {
        create();
      } else if (at % 10 > 1 && at % 2 == 0 && contactIds.containsKey(email)) {
        editContact(email);
      } else if (at % 10 > 1 && at % 2 == 1 && customers.contains(email)) {
        editCustomer(email);
      }
    }
  }

  /** Once the sides know each other: everything, the same fields of the same records included. */
  void workTogether(int edits) throws SQLException {
    lookUp();
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(initial.size());
      String email = initial.get(at);
      if (deleted.contains(email)) {
        continue;
      }
      switch (at % 10) {
        case 0 -> delete(email);
        case 1 -> statusLate(email);
        default -> edit(email);
      }
    }
  }

  private void edit(String email) throws SQLException {
    switch (random.nextInt(5)) {
      case 0 -> create();
      case 1 -> editContact(email);
      case 2 -> editCustomer(email);
      default -> {
        phoneInCrm(email);
        phoneInErp(email);
      }
    }
  }

  /** Commits what was left open since the last time. */
  void commitLate() throws SQLException {
    late.commit();
  }

  private void editContact(String email) {
    if (random.nextBoolean()) {
      String name = "Crm Name " + ++number;
      world.contacts().update(id(email), Map.of("full_name", name + " "));
      names.put(email, name);
    } else {
      phoneInCrm(email);
    }
  }

  private void phoneInCrm(String email) {
    String phone = nextPhone();
    world
        .contacts()
        .update(
            id(email), Map.of("phone", "+86 " + phone.substring(0, 3) + "-" + phone.substring(3)));
    phones.computeIfAbsent(email, any -> new HashMap<>()).put("crm", phone);
  }

  private void editCustomer(String email) throws SQLException {
    switch (random.nextInt(3)) {
      case 0 -> status(erp, email);
      case 1 -> {
        BigDecimal balance = BigDecimal.valueOf(++number, 2);
        set(erp, email, "balance", balance);
        balances.put(email, balance);
      }
      default -> phoneInErp(email);
    }
  }

  private void phoneInErp(String email) throws SQLException {
    String phone = nextPhone();
    set(erp, email, "phone", phone);
    phones.computeIfAbsent(email, any -> new HashMap<>()).put("erp", phone);
  }

  private void statusLate(String email) throws SQLException {
    status(late, email);
  }

  private void status(Connection connection, String email) throws SQLException {
    String status = ++number % 2 == 0 ? "active" : "blocked";
    set(connection, email, "status", status);
    statuses.put(email, status);
  }

  private String nextPhone() {
    return "139" + "%08d".formatted(++number);
  }

  private static void set(Connection connection, String email, String column, Object value)
      throws SQLException {
    String sql = "update customer set " + column + " = ?, updated_at = now() where email = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, value);
      update.setString(2, email);
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("must be there: email=" + email);
      }
    }
  }

  private void create() throws SQLException {
    String email = "new." + ++number + "@example.com";
    if (random.nextBoolean()) {
      world
          .contacts()
          .create(
              Map.of(
                  "full_name",
                  "New Contact",
                  "email",
                  email,
                  "phone",
                  "138-0000-" + (1_000 + number % 9_000),
                  "balance_cents",
                  number,
                  "stage",
                  "A"));
      createdInCrm.add(email);
    } else {
      String sql =
          "insert into customer (name, email, phone, balance, status)"
              + " values ('New Customer', ?, '13800000000', 1.25, 'active')";
      try (PreparedStatement insert = erp.prepareStatement(sql)) {
        insert.setString(1, email);
        insert.executeUpdate();
      }
      createdInErp.add(email);
    }
  }

  private void delete(String email) throws SQLException {
    number++;
    if (random.nextBoolean()) {
      world.contacts().delete(id(email));
    } else {
      try (PreparedStatement delete =
          erp.prepareStatement("delete from customer where email = ?")) {
        delete.setString(1, email);
        delete.executeUpdate();
      }
    }
    deleted.add(email);
  }

  private String id(String email) {
    String id = contactIds.get(email);
    if (id == null) {
      throw new IllegalStateException("must be there: email=" + email);
    }
    return id;
  }

  private void lookUp() {
    Map<String, String> found = new HashMap<>();
    for (FakeRecord contact : world.contacts().snapshot().values()) {
      found.put(String.valueOf(contact.fields().get("email")), contact.id());
    }
    contactIds = found;
  }

  private Set<String> erpEmails() throws SQLException {
    Set<String> found = new HashSet<>();
    try (PreparedStatement select = erp.prepareStatement("select email from customer");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Override
  public void close() throws SQLException {
    late.close();
    erp.close();
  }
}
