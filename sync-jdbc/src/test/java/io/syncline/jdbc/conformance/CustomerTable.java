package io.syncline.jdbc.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of customers, and a view of it. */
final class CustomerTable {

  /** What begins so in the city makes a row that needs a parent of that name. */
  static final String CHILD = "child of ";

  /** What is carried beside the key: name to type. */
  static final Map<String, String> COLUMNS = columns();

  private CustomerTable() {}

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("name", "varchar(80)");
    columns.put("city", "text");
    columns.put("balance", "numeric(12,2)");
    columns.put("visits", "bigint");
    columns.put("vip", "boolean");
    columns.put("born", "date");
    columns.put("seen", "timestamptz");
    return columns;
  }

  static void create(TableHost host, Way way) {
    host.run("create table parent (name text primary key)");
    host.run("create table clock_skew (seconds bigint)");
    host.run("insert into clock_skew values (0)");
    host.run("create sequence change_number");
    host.run(
        "create table customer (id "
            + way.keyType()
            + " primary key, "
            + COLUMNS.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", "))
            + ", parent text generated always as (case when city like '"
            + CHILD
            + "%' then city end) stored references parent,"
            + " updated_at timestamptz, change_number bigint)");
    host.run(
        "create function stamp() returns trigger language plpgsql as $$ begin"
            + " new.updated_at = now() + (select seconds from clock_skew) * interval '1 second';"
            + " new.change_number = nextval('change_number'); return new; end $$");
    host.run(
        "create trigger stamped before insert or update on customer"
            + " for each row execute function stamp()");
    host.run("create index on customer (updated_at, id)");
    host.run("create index on customer (change_number, id)");
    if (way.isView()) {
      createView(host, "city", "");
    }
  }

  /**
   * @param city what the view calls the city
   * @param more further columns, each after a comma
   */
  static void createView(TableHost host, String city, String more) {
    host.run("drop view if exists customer_view");
    String columns =
        COLUMNS.keySet().stream()
            .map(name -> name.equals("city") ? "city as " + city : name)
            .collect(Collectors.joining(", "));
    host.run("create view customer_view as select id, " + columns + more + " from customer");
  }
}
