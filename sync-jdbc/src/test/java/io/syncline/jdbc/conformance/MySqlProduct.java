package io.syncline.jdbc.conformance;

import io.syncline.testkit.database.TestDatabases;
import java.util.Optional;

/** MySQL, which has no sequences: what is inserted draws its number from a table's counter. */
final class MySqlProduct extends MariaDbProduct {

  @Override
  public String title() {
    return "MySQL";
  }

  @Override
  public Home home() {
    return new ServerHome(TestDatabases.mysql());
  }

  @Override
  public String url(String host, int port, String database) {
    return "jdbc:mariadb://"
        + host
        + ":"
        + port
        + "/"
        + database
        + "?sslMode=disable&allowPublicKeyRetrieval=true";
  }

  /** Its binary log is on at first, so that TRIGGER does not suffice. */
  @Override
  public void permitTracking(TableHost host, String account, String table) {
    super.permitTracking(host, account, table);
    host.run("grant super on *.* to " + account);
  }

  @Override
  void createNumbers(TableHost host) {
    host.run("create table change_number (n bigint auto_increment primary key)");
  }

  @Override
  String drawNumber() {
    return "insert into change_number values (); set new.change_number = last_insert_id();";
  }

  @Override
  public Optional<String> inserted(String insert, String shown) {
    return Optional.empty();
  }

  @Override
  public void restoreCustomers(TableHost host) {
    if (hasColumn(host, "extra")) {
      host.run("alter table customer drop column extra");
    }
    if (hasColumn(host, "town")) {
      host.run("alter table customer rename column town to city");
    }
  }

  private static boolean hasColumn(TableHost host, String name) {
    return host.connected(
        connection ->
            connection
                .createStatement()
                .executeQuery("show columns from customer like '" + name + "'")
                .next());
  }
}
