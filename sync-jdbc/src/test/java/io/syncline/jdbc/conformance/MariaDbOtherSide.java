package io.syncline.jdbc.conformance;

import java.util.Map;
import java.util.stream.Collectors;

/** As {@link OtherSide}, a system of MariaDB or MySQL. */
final class MariaDbOtherSide {

  private final TableHost host;
  private final MariaDbProduct product;
  private final Map<String, String> columns;
  private final String key;
  private final String keyName;
  private final String table;
  private final String out;
  private final String in;

  MariaDbOtherSide(
      TableHost host,
      MariaDbProduct product,
      String table,
      String key,
      Map<String, String> columns) {
    this.host = host;
    this.product = product;
    this.columns = columns;
    this.keyName = key;
    this.key = product.quoted(key);
    this.table = product.quoted(table);
    this.out = product.quoted(table + OtherSide.OUT);
    this.in = product.quoted(table + OtherSide.IN);
  }

  void create() {
    host.run(
        "create table if not exists "
            + out
            + " (number bigint auto_increment primary key, "
            + key
            + " "
            + type(keyName)
            + ", state varchar(20) not null default 'NEW', message text,"
            + " index (state, number)) default charset utf8mb4");
    host.run(
        "create table if not exists "
            + in
            + " (request varchar(190) primary key, operation varchar(20) not null,"
            + " state varchar(20) not null, message text, "
            + columns.keySet().stream()
                .map(each -> product.quoted(each) + " " + type(each))
                .collect(Collectors.joining(", "))
            + ") default charset utf8mb4");
    tell();
    take();
  }

  private String type(String column) {
    String type = columns.getOrDefault(column, "text");
    return column.equals(keyName) && type.equals("text") ? "varchar(190)" : product.type(type);
  }

  private void tell() {
    String old = "insert into " + out + " (" + key + ") values (old." + key + ");";
    String now = "insert into " + out + " (" + key + ") values (new." + key + ");";
    String moved = "if not (new." + key + " <=> old." + key + ") then " + now + " end if;";
    trigger("told_insert", "after insert on " + table, now);
    trigger("told_update", "after update on " + table, old + " " + moved);
    trigger("told_delete", "after delete on " + table, old);
  }

  private void take() {
    String fields = OtherSide.list(product, keyName, columns, "%s");
    String values = OtherSide.list(product, keyName, columns, "new.%s");
    String sets = OtherSide.list(product, keyName, columns, "%1$s = new.%1$s");
    String isKey = " where " + key + " = new." + key + "; ";
    trigger(
        "taken",
        "before insert on " + in,
        "declare exit handler for sqlexception begin get diagnostics condition 1 @reason ="
            + " message_text; set new.state = 'ERROR', new.message = @reason; end; "
            + ("if new.operation = 'I' and new." + key + " is null then insert into " + table)
            + (" (" + fields + ") values (" + values + "); set new." + key)
            + " = last_insert_id(); "
            + ("elseif new.operation = 'I' then insert into " + table + " (" + key + ", " + fields)
            + (") values (new." + key + ", " + values + "); ")
            + ("elseif new.operation = 'U' then update " + table + " set " + sets + isKey)
            + ("else delete from " + table + isKey)
            + "end if; set new.state = 'DONE';");
  }

  /** Names of triggers are those of a whole database. */
  private void trigger(String name, String when, String body) {
    String trigger = product.quoted(name + "_" + Integer.toHexString(table.hashCode()));
    host.run("drop trigger if exists " + trigger);
    host.run("create trigger " + trigger + " " + when + " for each row begin " + body + " end");
  }
}
