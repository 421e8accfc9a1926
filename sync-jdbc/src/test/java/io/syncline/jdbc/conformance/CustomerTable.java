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
    way.product().createClock(host);
    way.product().createCustomers(host, way);
    host.run("create index by_time on customer (updated_at, id)");
    host.run("create index by_number on customer (change_number, id)");
    if (way.isView()) {
      createView(host, "city", "");
    }
  }

  /** The columns beside the key, as a table declares them. */
  static String declared(Product product) {
    return COLUMNS.entrySet().stream()
        .map(column -> column.getKey() + " " + product.type(column.getValue()))
        .collect(Collectors.joining(", "));
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
