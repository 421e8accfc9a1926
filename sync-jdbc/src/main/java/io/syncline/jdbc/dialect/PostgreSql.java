package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.collation;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.jdbc.schema.TextForm;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;

/** PostgreSQL, 13 and newer. */
final class PostgreSql implements Dialect {

  /** Row versions are compared within half of the 32 bit numbers that rows carry. */
  private static final long XID_MASK = 0xffff_ffffL;

  private static final long XID_HALF = 0x8000_0000L;

  @Override
  public String product() {
    return "PostgreSQL";
  }

  @Override
  public SQLDialect family() {
    return SQLDialect.POSTGRES;
  }

  /** A process that is frozen between two statements must not keep its locks either. */
  @Override
  public void prepare(DSLContext sql, int millis) {
    sql.select(
            limit("statement_timeout", millis),
            limit("idle_in_transaction_session_timeout", millis))
        .fetch();
  }

  private static Field<String> limit(String setting, int millis) {
    return field("set_config({0}, {1}, true)", String.class, val(setting), val(millis + "ms"));
  }

  @Override
  public Optional<String> incarnation(DSLContext sql) {
    try {
      return sql.select(
              field("s.system_identifier::text", String.class),
              field("c.timeline_id::text", String.class),
              field("current_database()::text", String.class))
          .from("pg_control_system() as s, pg_control_checkpoint() as c")
          .fetchOptional(row -> row.value1() + "/" + row.value2() + "/" + row.value3());
    } catch (DataAccessException e) {
      SQLException told = e.getCause(SQLException.class);
      if (told != null && "42501".equals(told.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public boolean isReplica(DSLContext sql) {
    return sql.select(field("pg_is_in_recovery()", Boolean.class)).fetchSingle().value1();
  }

  @Override
  public List<TableName> tables(DSLContext sql) {
    return PostgreSqlCatalog.tables(sql);
  }

  @Override
  public Optional<TableShape> describe(DSLContext sql, TableName name) {
    return PostgreSqlCatalog.describe(sql, name);
  }

  @Override
  public List<String> missingRights(DSLContext sql, TableShape table, List<String> wanted) {
    List<String> missing = new ArrayList<>();
    for (String right : wanted) {
      // A right to some of the columns will do for all but DELETE, which has no columns.
      String function = right.equals("DELETE") ? "has_table_privilege" : "has_any_column_privilege";
      Field<Boolean> has =
          field(
              "{0}({1}::regclass, {2})",
              Boolean.class, field(name(function)), regclass(table.name()), val(right));
      if (!sql.select(has).fetchSingle().value1()) {
        missing.add(right);
      }
    }
    return missing;
  }

  /** Everyone may see the locks by which transactions are known. */
  @Override
  public List<String> missingPollingRights(DSLContext sql) {
    return List.of();
  }

  private static Field<String> regclass(TableName table) {
    return field(
        "concat(quote_ident({0}), '.', quote_ident({1}))",
        String.class, val(table.schema().orElseThrow()), val(table.table()));
  }

  @Override
  public boolean canOwn(DSLContext sql, TableName table) {
    return sql.select(
            field(
                "to_regclass({0}) is not null or coalesce((select has_schema_privilege(n.oid,"
                    + " 'CREATE') from pg_namespace n where n.nspname = {1}), false)",
                Boolean.class, regclass(table), val(table.schema().orElseThrow())))
        .fetchSingle()
        .value1();
  }

  @Override
  public String currentDatabase(DSLContext sql) {
    return sql.select(field("current_database()::text", String.class)).fetchSingle().value1();
  }

  @Override
  public String currentSchema(DSLContext sql) {
    return sql.select(field("coalesce(current_schema()::text, 'public')", String.class))
        .fetchSingle()
        .value1();
  }

  @Override
  public Field<String> shown(Column column, Field<?> value) {
    return switch (column.form()) {
      case BINARY -> field("encode({0}, 'hex')", String.class, value);
      case INSTANT -> field("cast(({0} at time zone 'UTC') as text)", String.class, value);
      case LARGE_TEXT, LARGE_BINARY -> PostgreSqlLarge.shown(column, value);
      default -> field("cast({0} as text)", String.class, value);
    };
  }

  @Override
  public Field<?> stored(Column column, Field<String> text) {
    return switch (column.form()) {
      case BINARY -> field("decode({0}, 'hex')", text);
      case INSTANT -> field("(cast({0} as timestamp) at time zone 'UTC')", text);
      default -> field("cast({0} as {1})", text, name(column.typeSchema(), column.typeName()));
    };
  }

  @Override
  public Field<?> comparable(Column column, Field<String> text) {
    return stored(column, text);
  }

  @Override
  public Condition isKey(Column column, Field<?> value, Field<String> text) {
    return condition("{0} = {1}", value, stored(column, text));
  }

  @Override
  public Field<byte[]> content(Column column, Field<?> value) {
    return PostgreSqlLarge.content(column, value);
  }

  @Override
  public Field<?> ofContent(Column column, Field<?> content) {
    return PostgreSqlLarge.ofContent(column, content);
  }

  @Override
  public Condition same(Column column, Field<?> value, Field<String> text) {
    return column.typeName().equals("json") || column.form().isLarge()
        ? condition("{0} is not distinct from {1}", shown(column, value), text)
        : condition("{0} is not distinct from {1}", value, stored(column, text));
  }

  @Override
  public Field<?> ordered(Column column, Field<?> value) {
    return column.form() == TextForm.TEXT && !column.plainOrder()
        ? field("({0} collate {1})", String.class, value, collation(name("C")))
        : value;
  }

  @Override
  public Field<?> orderedText(Column column, Field<String> text) {
    return stored(column, text);
  }

  /** One row-value comparison, which an index on the columns can answer. */
  @Override
  public Condition behind(List<? extends Field<?>> order, List<? extends Field<?>> last) {
    return order.size() == 1
        ? condition("{0} > {1}", order.get(0), last.get(0))
        : condition("({0}) > ({1})", list(order), list(last));
  }

  @Override
  public Table<?> rows(String alias, List<String[]> columns) {
    List<Field<?>> arrays = new ArrayList<>();
    List<Name> names = new ArrayList<>();
    for (String[] column : columns) {
      arrays.add(val(column, SQLDataType.CLOB.getArrayDataType()));
      names.add(name("c" + arrays.size()));
    }
    names.add(name("n"));
    return table("unnest({0}) with ordinality", list(arrays))
        .as(name(alias), names.toArray(Name[]::new));
  }

  @Override
  public DataType<String> keyText() {
    return SQLDataType.CLOB;
  }

  @Override
  public Field<String> rowVersion(String alias) {
    return field("cast({0} as text)", String.class, field(name(alias, "xmin")));
  }

  @Override
  public Field<String> hexadecimal(Field<Long> number) {
    return field("lpad(to_hex({0}), 16, '0')", String.class, number);
  }

  @Override
  public Condition writtenSince(String alias, long snapshot) {
    return condition(
        "((cast(cast({0} as text) as bigint) - {1}) & {2}) < {3}",
        field(name(alias, "xmin")), val(snapshot & XID_MASK), val(XID_MASK), val(XID_HALF));
  }

  @Override
  public Snapshot snapshot(DSLContext sql) {
    Field<Long> settled =
        field("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", Long.class);
    Field<Long> next = field("pg_snapshot_xmax(pg_current_snapshot())::text::bigint", Long.class);
    return sql.select(settled, next).fetchSingle(row -> new Snapshot(row.value1(), row.value2()));
  }

  /** The clock first, then the locks, then what was prepared: nothing can slip through between. */
  @Override
  public OpenTransactions openTransactions(DSLContext sql, Table<?> readable) {
    long clock = sql.select(micros("clock_timestamp()")).fetchSingle().value1();
    List<OpenTransactions.Open> open = new ArrayList<>();
    sql.select(field("l.virtualxid", String.class), micros("a.xact_start"))
        .from("pg_locks as l left join pg_stat_activity as a on a.pid = l.pid")
        .where("l.locktype = 'virtualxid' and l.mode = 'ExclusiveLock' and l.granted")
        .and("l.pid <> pg_backend_pid()")
        .and("(a.datid is null or a.datname = current_database())")
        .forEach(
            row -> open.add(new OpenTransactions.Open(row.value1(), start(row.value2()), false)));
    sql.select(field("p.transaction::text", String.class))
        .from("pg_prepared_xacts as p")
        .where("p.database = current_database()")
        .forEach(
            (Record row) ->
                open.add(
                    new OpenTransactions.Open(
                        "prepared " + row.get(0, String.class), OptionalLong.empty(), true)));
    return new OpenTransactions(clock, open, true);
  }

  private static OptionalLong start(Long micros) {
    return micros == null ? OptionalLong.empty() : OptionalLong.of(micros);
  }

  private static Field<Long> micros(String moment) {
    return field("(extract(epoch from {0}) * 1000000)::bigint", Long.class, field(moment));
  }

  @Override
  public Optional<JournalSql> journal() {
    return Optional.of(new PostgreSqlJournal());
  }

  @Override
  public SqlFailure failure(SQLException e) {
    return PostgreSqlErrors.failure(e);
  }
}
