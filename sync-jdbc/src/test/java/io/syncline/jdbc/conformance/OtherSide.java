package io.syncline.jdbc.conformance;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A system of PostgreSQL that tells of its records in one table, and takes requests in another,
 * each of which it answers at once.
 */
final class OtherSide {

  static final String OUT = "_out";
  static final String IN = "_in";

  private OtherSide() {}

  /** The dataset options that name its tables. */
  static Map<String, String> tables(String dataset) {
    return Map.of("feed.outbound", named(dataset, OUT), "feed.inbound", named(dataset, IN));
  }

  private static String named(String dataset, String end) {
    return dataset.endsWith("\"")
        ? dataset.substring(0, dataset.length() - 1) + end + '"'
        : dataset + end;
  }

  /**
   * Puts both tables beside one.
   *
   * @param columns name to type, the key among them
   */
  static void create(
      TableHost host, Product product, String table, String key, Map<String, String> columns) {
    createTables(host, product, table, key, columns);
    tell(host, product.quoted(table), product.quoted(table + OUT), product.quoted(key));
    take(host, product, table, product.quoted(table + IN), key, columns);
  }

  /** What nobody fills yet. */
  static void createTables(
      TableHost host, Product product, String table, String key, Map<String, String> columns) {
    String out = product.quoted(table + OUT);
    String text = product.type("text");
    host.run(
        "create table if not exists "
            + out
            + " (number bigint generated always as identity primary key, "
            + product.quoted(key)
            + " "
            + product.type(columns.get(key))
            + ", state "
            + text
            + " not null default 'NEW', message "
            + text
            + ")");
    host.run(
        "create index if not exists "
            + product.quoted(table + OUT + "_open")
            + " on "
            + out
            + " (state, number)");
    host.run(
        String.format(
            "create table if not exists %s (request %2$s primary key, operation %2$s not null,"
                + " state %2$s not null, message %2$s, %3$s)",
            product.quoted(table + IN),
            text,
            columns.entrySet().stream()
                .map(each -> product.quoted(each.getKey()) + " " + product.type(each.getValue()))
                .collect(Collectors.joining(", "))));
  }

  private static void tell(TableHost host, String table, String out, String key) {
    host.run("drop trigger if exists told on " + table);
    String function = function(out);
    host.run(
        "create or replace function "
            + function
            + "() returns trigger language plpgsql security definer as $$ begin"
            + " if tg_op <> 'INSERT' then insert into "
            + out
            + " ("
            + key
            + ") values (old."
            + key
            + "); end if; if tg_op <> 'DELETE' and (tg_op = 'INSERT' or new."
            + key
            + " is distinct from old."
            + key
            + ") then insert into "
            + out
            + " ("
            + key
            + ") values (new."
            + key
            + "); end if; return null; end $$");
    host.run(
        "create trigger told after insert or update or delete on "
            + table
            + " for each row execute function "
            + function
            + "()");
  }

  private static String function(String table) {
    return "\"by_" + Integer.toHexString(table.hashCode()) + "\"";
  }

  private static void take(
      TableHost host,
      Product product,
      String name,
      String in,
      String key,
      Map<String, String> columns) {
    String table = product.quoted(name);
    String keyed = product.quoted(key);
    String fields = list(product, key, columns, "%s");
    String values = list(product, key, columns, "new.%s");
    String sets = list(product, key, columns, "%1$s = new.%1$s");
    String function = function(in);
    host.run(
        "create or replace function "
            + function
            + "() returns trigger language plpgsql security definer as $$ begin begin"
            + " if new.operation = 'I' and new."
            + keyed
            + " is null then insert into "
            + table
            + " ("
            + fields
            + ") values ("
            + values
            + ") returning "
            + keyed
            + " into new."
            + keyed
            + ";"
            + " elsif new.operation = 'I' then insert into "
            + table
            + " ("
            + keyed
            + ", "
            + fields
            + ") values (new."
            + keyed
            + ", "
            + values
            + ");"
            + " elsif new.operation = 'U' then update "
            + table
            + " set "
            + sets
            + " where "
            + keyed
            + " = new."
            + keyed
            + ";"
            + " else delete from "
            + table
            + " where "
            + keyed
            + " = new."
            + keyed
            + "; end if;"
            + " new.state := 'DONE';"
            + " exception when others then new.state := 'ERROR'; new.message := sqlerrm; end;"
            + " return new; end $$");
    host.run("drop trigger if exists taken on " + in);
    host.run(
        "create trigger taken before insert on "
            + in
            + " for each row execute function "
            + function
            + "()");
  }

  /** Of all columns but the key, with commas between. */
  static String list(Product product, String key, Map<String, String> columns, String form) {
    return columns.keySet().stream()
        .filter(each -> !each.equals(key))
        .map(each -> String.format(form, product.quoted(each)))
        .collect(Collectors.joining(", "));
  }
}
