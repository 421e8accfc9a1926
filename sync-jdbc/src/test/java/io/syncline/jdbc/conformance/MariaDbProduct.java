package io.syncline.jdbc.conformance;

import io.syncline.testkit.database.TestDatabases;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;

/** MariaDB. */
class MariaDbProduct implements Product {

  private static final String LONGEST_KEY = "varchar(190)";

  @Override
  public String title() {
    return "MariaDB";
  }

  @Override
  public Home home() {
    return new ServerHome(TestDatabases.mariadb());
  }

  /** The triggers draw on the sequence with their owner's rights. */
  @Override
  public void createAccounts(TableHost host, String account, String reader, String password) {
    host.run("create user " + account + " identified by '" + password + "'");
    host.run("create user " + reader + " identified by '" + password + "'");
    host.run("grant select, insert, update, delete, create on " + host.name() + ".* to " + account);
    host.run("grant process on *.* to " + account);
    host.run("grant select on " + host.name() + ".* to " + reader);
    host.run("grant process on *.* to " + reader);
  }

  @Override
  public void createOtherSide(
      TableHost host, String table, String key, Map<String, String> columns) {
    new MariaDbOtherSide(host, this, table, key, columns).create();
  }

  @Override
  public void permitTracking(TableHost host, String account, String table) {
    host.run("grant trigger on " + host.name() + ".* to " + account);
    for (String each : new String[] {"dataset", "journal", "reader"}) {
      host.run(
          "grant create, drop on " + host.name() + "." + journalTable(each) + " to " + account);
    }
  }

  @Override
  public void dropAccounts(TableHost host, String account, String reader) {
    host.run("drop user " + account + ", " + reader);
  }

  @Override
  public String url(String host, int port, String database) {
    return "jdbc:mariadb://" + host + ":" + port + "/" + database + "?sslMode=disable";
  }

  @Override
  public Duration overlap() {
    return Duration.ofSeconds(2);
  }

  @Override
  public String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  @Override
  public boolean tellsCase() {
    return false;
  }

  @Override
  public String type(String type) {
    return switch (type) {
      case "numeric(12,2)" -> "decimal(12,2)";
      case "timestamptz" -> "timestamp(6) null";
      case "text" -> "text";
      default -> type;
    };
  }

  @Override
  public String largeText() {
    return "longtext";
  }

  @Override
  public String keyType(String type) {
    return type.equals("bigint") ? "bigint auto_increment" : LONGEST_KEY;
  }

  @Override
  public String parameter(String type) {
    return switch (type) {
      case "boolean" -> "case ? when 'true' then 1 when 'false' then 0 end";
      case "timestamptz" ->
          "convert_tz(cast(replace(replace(?, 'T', ' '), 'Z', '') as datetime(6)),"
              + " '+00:00', @@session.time_zone)";
      default -> "?";
    };
  }

  @Override
  public String shown(String type, String column) {
    return switch (type) {
      case "boolean" -> "case " + column + " when 1 then 'true' when 0 then 'false' end";
      case "timestamptz" ->
          "date_format(convert_tz("
              + column
              + ", @@session.time_zone, '+00:00'), '%Y-%m-%dT%H:%i:%s.%fZ')";
      default -> "cast(" + column + " as char)";
    };
  }

  @Override
  public void createCustomers(TableHost host, Way way) {
    host.run("create table parent (name " + LONGEST_KEY + " primary key) default charset utf8mb4");
    createNumbers(host);
    host.run(
        "create table customer (id "
            + keyType(way.keyType())
            + " primary key, "
            + CustomerTable.declared(this)
            + ", parent "
            + LONGEST_KEY
            + ", foreign key (parent) references parent (name),"
            + " updated_at timestamp(6) null, change_number bigint) default charset utf8mb4");
    for (String event : new String[] {"insert", "update"}) {
      host.run(
          "create trigger stamped_at_"
              + event
              + " before "
              + event
              + " on customer for each row begin "
              + drawNumber()
              + " set new.updated_at = now(6) + interval (select seconds from clock_skew) second,"
              + " new.parent = case when new.city like '"
              + CustomerTable.CHILD
              + "%' then new.city end; end");
    }
  }

  /** What numbers of changes are drawn from. */
  void createNumbers(TableHost host) {
    host.run("create sequence change_number");
  }

  /** Gives a row the next number, as a statement of a trigger. */
  String drawNumber() {
    return "set new.change_number = nextval(change_number);";
  }

  @Override
  public String lock(String table) {
    return "lock tables " + table + " write";
  }

  @Override
  public String catalogue() {
    return "select concat('table ', table_name) as name from information_schema.tables where"
        + " table_schema = database() union all select concat('trigger ', trigger_name, ' on ',"
        + " event_object_table) from information_schema.triggers where trigger_schema ="
        + " database() union all select concat('routine ', routine_name) from"
        + " information_schema.routines where routine_schema = database() union all select"
        + " concat('schema ', schema_name) from information_schema.schemata where schema_name not"
        + " like 'syncline\\_%' order by name";
  }

  @Override
  public String journalTable(String name) {
    return "syncline_" + name;
  }

  @Override
  public String daysAgo(int days) {
    return "now(6) - interval " + days + " day";
  }

  /** As values: an insert from a query fails at the second row, where there is a trigger. */
  @Override
  public String load(Way way, String city, int records) {
    boolean text = way.keyType().equals("text");
    StringJoiner rows = new StringJoiner(", ", "insert into customer (id, name, city) values ", "");
    for (int n = 1; n <= records; n++) {
      String key = text ? "'many-" + n + "'" : Integer.toString(1_000_000 + n);
      rows.add("(" + key + ", 'name " + n + "', '" + city + "')");
    }
    return rows.toString();
  }

  @Override
  public void restoreCustomers(TableHost host) {
    host.run("alter table customer drop column if exists extra");
    host.run("alter table customer rename column if exists town to city");
  }
}
