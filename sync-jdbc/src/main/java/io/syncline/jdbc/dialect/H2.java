package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.jdbc.schema.TextForm;
import io.syncline.spi.AdapterException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * H2, 2.2 and newer. A time limit that the host had set on the connection is lost. Nothing tells
 * one database from another, or from an older copy of itself: it tells no incarnation.
 *
 * <p>Text is compared as the column compares it first, so that indexes serve, and by its bytes
 * then: keys that differ in case or in trailing blanks alone are two keys to us.
 */
final class H2 implements Dialect {

  /**
   * The longest wait for a lock. While H2 waits for one it heeds no time limit, no cancel and no
   * interrupt, and its driver cuts no wire, so a longer wait would outlast all of them.
   */
  private static final int MOST_LOCK_MILLIS = 1_000;

  @Override
  public String product() {
    return "H2";
  }

  @Override
  public SQLDialect family() {
    return SQLDialect.H2;
  }

  @Override
  public void prepare(DSLContext sql, int millis) {
    sql.execute(
        "set @syncline_lock_timeout = lock_timeout(); set lock_timeout {0}; set query_timeout {1}",
        inline(Math.min(millis, MOST_LOCK_MILLIS)), inline(millis));
  }

  @Override
  public void restore(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout @syncline_lock_timeout; set query_timeout 0");
    }
  }

  @Override
  public SqlFailure failure(SQLException e) {
    return H2Errors.failure(e);
  }

  @Override
  public Optional<String> incarnation(DSLContext sql) {
    return Optional.empty();
  }

  @Override
  public boolean isReplica(DSLContext sql) {
    return false;
  }

  @Override
  public List<TableName> tables(DSLContext sql) {
    return InformationSchema.tables(sql, "information_schema");
  }

  @Override
  public Optional<TableShape> describe(DSLContext sql, TableName name) {
    return InformationSchema.describe(
        sql, name, field("current_schema", String.class), new H2Types());
  }

  @Override
  public List<String> missingRights(DSLContext sql, TableShape table, List<String> wanted) {
    return H2Rights.missing(sql, table.name(), wanted);
  }

  /** Others see no sessions but their own. */
  @Override
  public List<String> missingPollingRights(DSLContext sql) {
    return H2Rights.isAdministrator(sql) ? List.of() : List.of("ADMIN");
  }

  @Override
  public boolean canOwn(DSLContext sql, TableName table) {
    return describe(sql, table).isPresent() || H2Rights.owns(sql, table.schema().orElseThrow());
  }

  @Override
  public String currentDatabase(DSLContext sql) {
    return sql.select(field("current_catalog", String.class)).fetchSingle().value1();
  }

  @Override
  public String currentSchema(DSLContext sql) {
    return sql.select(field("current_schema", String.class)).fetchSingle().value1();
  }

  @Override
  public Field<String> shown(Column column, Field<?> value) {
    return switch (column.form()) {
      case TEXT, SYMBOL -> H2Characters.trimmed(column, value);
      case BOOLEAN -> text("lower(cast({0} as varchar))", value);
      case BINARY -> text("lower(rawtohex({0}))", value);
      case LARGE_TEXT, LARGE_BINARY -> H2Large.shown(column, value);
      case INSTANT -> text("replace(cast({0} at time zone 'UTC' as varchar), '+00', '')", value);
      default -> text("cast({0} as varchar)", value);
    };
  }

  @Override
  public Field<?> stored(Column column, Field<String> text) {
    return switch (column.form()) {
      case DATE, DATE_TIME -> H2Characters.calendar(text);
      case INSTANT ->
          field("cast({0} || '+00' as timestamp(9) with time zone)", H2Characters.calendar(text));
      case BINARY ->
          throw new AdapterException.Unsupported(
              "H2 makes no binary of a text, as a listing by it in pages takes: column="
                  + column.name());
      case JSON -> field("case when {0} is not null then {0} format json end", text);
      default -> text;
    };
  }

  @Override
  public Field<?> comparable(Column column, Field<String> text) {
    return switch (column.form()) {
      case SMALL, INTEGER, BIG -> field("cast({0} as bigint)", text);
      case DECIMAL -> field("cast({0} as decfloat(2000))", text);
      case SINGLE, REAL -> field("cast({0} as " + column.typeName() + ")", text);
      case BOOLEAN -> field("cast({0} as boolean)", text);
      case DATE -> field("cast({0} as date)", stored(column, text));
      case TIME -> field("cast({0} as time(9))", text);
      case DATE_TIME -> field("cast({0} as timestamp(9))", stored(column, text));
      case UUID_TEXT -> field("cast({0} as uuid)", text);
      default -> stored(column, text);
    };
  }

  @Override
  public Condition isKey(Column column, Field<?> value, Field<String> text) {
    return switch (column.form()) {
      case TEXT -> condition("{0} = {1}", value, text).and(sameBytes(column, value, text));
      case SYMBOL, BINARY -> same(column, value, text);
      default -> condition("{0} = {1}", value, comparable(column, text));
    };
  }

  @Override
  public Field<byte[]> content(Column column, Field<?> value) {
    return H2Large.content(column, value);
  }

  @Override
  public Field<?> ofContent(Column column, Field<?> content) {
    return H2Large.ofContent(column, content);
  }

  @Override
  public Condition same(Column column, Field<?> value, Field<String> text) {
    return switch (column.form()) {
      case TEXT, SYMBOL -> sameBytes(column, value, text);
      case BINARY, LARGE_TEXT, LARGE_BINARY ->
          condition("{0} is not distinct from {1}", shown(column, value), text);
      default -> condition("{0} is not distinct from {1}", value, comparable(column, text));
    };
  }

  private static Condition sameBytes(Column column, Field<?> value, Field<String> text) {
    return condition(
        "{0} is not distinct from {1}", bytes(H2Characters.trimmed(column, value)), bytes(text));
  }

  private static Field<byte[]> bytes(Field<String> text) {
    return field("stringtoutf8({0})", byte[].class, text);
  }

  private static boolean isText(Column column) {
    return column.form() == TextForm.TEXT || column.form() == TextForm.SYMBOL;
  }

  @Override
  public Field<?> ordered(Column column, Field<?> value) {
    return isText(column) ? bytes(H2Characters.trimmed(column, value)) : value;
  }

  @Override
  public Field<?> orderedText(Column column, Field<String> text) {
    return isText(column) ? bytes(text) : comparable(column, text);
  }

  @Override
  public Condition behind(List<? extends Field<?>> order, List<? extends Field<?>> last) {
    return SpelledOut.behind(order, last);
  }

  @Override
  public Table<?> rows(String alias, List<String[]> columns) {
    List<Field<?>> arrays = new ArrayList<>();
    List<Name> names = new ArrayList<>();
    for (String[] column : columns) {
      arrays.add(val(column, H2Characters.sentAs(column).getArrayDataType()));
      names.add(name("c" + arrays.size()));
    }
    names.add(name("n"));
    return table("unnest({0}) with ordinality", list(arrays))
        .as(name(alias), names.toArray(Name[]::new));
  }

  @Override
  public Optional<JoinedWrites> joinedWrites() {
    return Optional.of(new H2JoinedWrites());
  }

  @Override
  public DataType<String> keyText() {
    return SQLDataType.VARCHAR;
  }

  @Override
  public Field<String> hexadecimal(Field<Long> number) {
    return text("lower(rawtohex(cast({0} as binary(8))))", number);
  }

  @Override
  public Snapshot snapshot(DSLContext sql) {
    return Snapshot.UNNUMBERED;
  }

  @Override
  public OpenTransactions openTransactions(DSLContext sql, Table<?> readable) {
    return H2Sessions.open(sql);
  }

  /** Of what a host's transactions note themselves; none is kept by triggers. */
  @Override
  public Optional<JournalSql> journal() {
    return Optional.of(new H2Journal());
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
