package io.syncline.examples.quickstart;

import io.syncline.examples.quickstart.Customers.Customer;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The world of the quickstart: a CRM behind HTTP and an ERP in PostgreSQL, each with its own idea
 * of the same customers. Half of them are on both sides, a quarter on one side only, each.
 */
final class Companies implements AutoCloseable {

  static final String TOKEN = "quickstart-token";

  private final FakeSaas crm;
  private final TestDatabase erp;
  private final Path folder;

  private Companies(FakeSaas crm, TestDatabase erp, Path folder) {
    this.crm = crm;
    this.erp = erp;
    this.folder = folder;
  }

  static Companies start(int customers) throws SQLException, IOException {
    Path folder = Files.createTempDirectory("syncline-quickstart");
    FakeSaas crm = FakeSaas.builder().token(TOKEN).start();
    Companies world = new Companies(crm, TestDatabases.postgresql(), folder);
    world.fill(customers);
    return world;
  }

  private void fill(int count) throws SQLException, IOException {
    Customers people = new Customers();
    List<Customer> customers = people.make(count);
    for (Customer customer : customers.subList(0, count * 3 / 4)) {
      contacts()
          .create(
              Map.of(
                  "full_name", people.nameAsTyped(customer),
                  "email", customer.email(),
                  "phone", people.phoneAsTyped(customer),
                  "balance_cents", customer.cents(),
                  "stage", customer.active() ? "A" : "B"));
    }
    try (Connection connection = erp.dataSource().getConnection();
        Statement create = connection.createStatement()) {
      create.execute(resource("erp.sql"));
      insert(connection, customers.subList(count / 4, count));
    }
  }

  private static void insert(Connection connection, List<Customer> customers) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into customer (name, email, phone, balance, status) values (?, ?, ?, ?, ?)")) {
      for (Customer customer : customers) {
        insert.setString(1, customer.name());
        insert.setString(2, customer.email());
        insert.setString(3, customer.mobile());
        insert.setBigDecimal(4, BigDecimal.valueOf(customer.cents(), 2));
        insert.setString(5, customer.active() ? "active" : "blocked");
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }

  FakeSaas crm() {
    return crm;
  }

  FakeDataset contacts() {
    return crm.dataset("contacts");
  }

  String crmUrl() {
    return crm.url().toString();
  }

  int crmSize() {
    return contacts().size();
  }

  DataSource erp() {
    return erp.dataSource();
  }

  TestDatabase erpDatabase() {
    return erp;
  }

  long erpSize() {
    try (Connection connection = erp().getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from customer")) {
      count.next();
      return count.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the ERP must answer", e);
    }
  }

  String sizes() {
    return String.format("%,d contacts, %,d customers", crmSize(), erpSize());
  }

  /** For people who see it begin. */
  @Override
  public String toString() {
    return String.format(
        "a CRM with %,d contacts on %s, an ERP with %,d customers on PostgreSQL (%s)",
        crmSize(), crmUrl(), erpSize(), erp.jdbcUrl());
  }

  Path stateFile() {
    return folder.resolve("sync-state.db");
  }

  Path manifest() {
    try {
      return Path.of(
          Objects.requireNonNull(Companies.class.getResource("/quickstart/crm.yaml")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path has URIs", e);
    }
  }

  /** How many customers are not the same on both sides, by e-mail; asks no hub. */
  long differences() {
    Map<String, String> contacts = new HashMap<>();
    for (FakeRecord contact : contacts().snapshot().values()) {
      contacts.put(text(contact, "email"), canonical(contact));
    }
    long differences = 0;
    try (Connection connection = erp().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select email, name, phone, (balance * 100)::bigint, status from customer")) {
      while (rows.next()) {
        String customer =
            String.join(
                "|",
                rows.getString(2),
                String.valueOf(rows.getString(3)),
                rows.getString(4),
                rows.getString(5));
        differences += customer.equals(contacts.remove(rows.getString(1))) ? 0 : 1;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the ERP must answer", e);
    }
    return differences + contacts.size();
  }

  private static String canonical(FakeRecord contact) {
    String digits = text(contact, "phone").replaceAll("\\D", "");
    return String.join(
        "|",
        text(contact, "full_name").strip(),
        digits.startsWith("86") ? digits.substring(2) : digits,
        text(contact, "balance_cents"),
        text(contact, "stage").equals("A") ? "active" : "blocked");
  }

  private static String text(FakeRecord contact, String field) {
    return String.valueOf(contact.fields().get(field));
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Companies.class.getResourceAsStream("/quickstart/" + name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    crm.close();
    erp.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
