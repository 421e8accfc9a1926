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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * MariaDB, 10.6 and newer, and MySQL, 8.0 and newer. Rows are sent as one JSON text and unfolded by
 * {@code JSON_TABLE}. A schema is what they call a database.
 *
 * <p>Text is compared in the column's collation first, so that indexes serve, and by its bytes
 * then: keys that differ in case alone are two keys to us, even if the table can have but one.
 */
final class MariaDb implements Dialect {

  /** Which of the two it is. */
  enum Product {
    MARIADB("MariaDB", SQLDialect.MARIADB),
    MYSQL("MySQL", SQLDialect.MYSQL);

    private final String title;
    private final SQLDialect family;

    Product(String title, SQLDialect family) {
      this.title = title;
      this.family = family;
    }

    String title() {
      return title;
    }
  }

  /** The longest text that is a key of a table of our own. */
  private static final int KEY_LENGTH = 190;

  private static final String[] SYSTEM_SCHEMAS = {
    "information_schema", "mysql", "performance_schema", "sys"
  };

  private final Product product;
  private final MariaDbTransactions transactions;
  private final MariaDbSession session;

  MariaDb(Product product) {
    this.product = product;
    this.transactions = new MariaDbTransactions(product);
    this.session = MariaDbSession.of(product);
  }

  @Override
  public String product() {
    return product.title;
  }

  @Override
  public SQLDialect family() {
    return product.family;
  }

  @Override
  public void prepare(DSLContext sql, int millis) {
    session.prepare(sql, millis);
  }

  @Override
  public void restore(Connection connection) throws SQLException {
    session.restore(connection);
  }

  @Override
  public SqlFailure failure(SQLException e) {
    return MariaDbErrors.failure(e);
  }

  @Override
  public Optional<String> incarnation(DSLContext sql) {
    Field<String> server =
        product == Product.MARIADB
            ? field(
                "coalesce((select variable_value from information_schema.global_variables"
                    + " where variable_name = 'SERVER_UID'), '')",
                String.class)
            : field("@@server_uuid", String.class);
    return sql.select(server, field("database()", String.class))
        .fetchOptional(row -> row.value1() + "/" + row.value2());
  }

  @Override
  public boolean isReplica(DSLContext sql) {
    return sql.select(field("@@global.read_only", Integer.class)).fetchSingle().value1() != 0;
  }

  @Override
  public List<TableName> tables(DSLContext sql) {
    return InformationSchema.tables(sql, SYSTEM_SCHEMAS);
  }

  @Override
  public Optional<TableShape> describe(DSLContext sql, TableName name) {
    return InformationSchema.describe(
        sql, name, field("database()", String.class), new MariaDbTypes(product));
  }

  @Override
  public List<String> missingRights(DSLContext sql, TableShape table, List<String> wanted) {
    return MariaDbRights.missing(sql, table.name(), wanted);
  }

  @Override
  public List<String> missingPollingRights(DSLContext sql) {
    return MariaDbRights.missing(sql, List.of("PROCESS"));
  }

  @Override
  public boolean canOwn(DSLContext sql, TableName table) {
    return describe(sql, table).isPresent()
        || MariaDbRights.missing(sql, table, List.of("CREATE")).isEmpty();
  }

  @Override
  public String currentDatabase(DSLContext sql) {
    return sql.select(field("coalesce(database(), '')", String.class)).fetchSingle().value1();
  }

  @Override
  public String currentSchema(DSLContext sql) {
    return sql.select(field("coalesce(database(), '')", String.class)).fetchSingle().value1();
  }

  @Override
  public Field<String> shown(Column column, Field<?> value) {
    return switch (column.form()) {
      case BOOLEAN ->
          text(
              "case {0} + 0 when 0 then _utf8mb4'false' when 1 then _utf8mb4'true' else cast({0} +"
                  + " 0 as char character set utf8mb4) end",
              value);
      case TEXT, SYMBOL, JSON -> MariaDbCharacters.utf8(column, value);
      case BINARY -> text("lower(hex({0}))", value);
      case LARGE_TEXT, LARGE_BINARY -> MariaDbLarge.shown(column, value);
      case INSTANT ->
          text(
              "date_format(date_add(cast('1970-01-01' as datetime(6)), interval unix_timestamp({0})"
                  + " second), '%Y-%m-%d %H:%i:%s.%f')",
              value);
      case SMALL, INTEGER, BIG -> text("cast({0} + 0 as char character set utf8mb4)", value);
      case SINGLE, REAL -> text("cast(cast({0} as double) as char character set utf8mb4)", value);
      default -> text("cast({0} as char character set utf8mb4)", value);
    };
  }

  /** What the column makes of a text by itself is left to it, since then it is strict. */
  @Override
  public Field<?> stored(Column column, Field<String> text) {
    return switch (column.form()) {
      case BOOLEAN ->
          field("case {0} when _utf8mb4'true' then 1 when _utf8mb4'false' then 0 end", text);
      case BINARY -> field("unhex({0})", text);
      default -> text;
    };
  }

  @Override
  public Field<?> comparable(Column column, Field<String> text) {
    return switch (column.form()) {
      case SMALL, INTEGER, BIG -> field("cast({0} as signed)", text);
      case DECIMAL ->
          field(
              "cast({0} as decimal({1}, {2}))",
              text,
              inline(column.type().precision().orElse(65)),
              inline(column.type().scale().orElse(30)));
      case SINGLE -> field("cast({0} as float)", text);
      case REAL -> field("cast({0} as double)", text);
      case DATE -> field("cast({0} as date)", text);
      case TIME -> field("cast({0} as time(6))", text);
      case DATE_TIME -> field("cast({0} as datetime(6))", text);
      case INSTANT -> field("timestamp({0})", text);
      case TEXT, SYMBOL -> column.collation().isEmpty() ? text : collated(column, text);
      case UUID_TEXT -> field("cast({0} as uuid)", text);
      default -> stored(column, text);
    };
  }

  /** In the column's own character set and order, so that an index on it serves. */
  private static Field<?> collated(Column column, Field<String> text) {
    String collation = column.collation();
    String characters =
        collation.indexOf('_') < 0 ? collation : collation.substring(0, collation.indexOf('_'));
    return field("convert({0} using " + characters + ") collate {1}", text, name(collation));
  }

  @Override
  public Condition isKey(Column column, Field<?> value, Field<String> text) {
    Condition equal = condition("{0} = {1}", value, comparable(column, text));
    return isText(column)
        ? equal.and(condition("{0} = {1}", MariaDbCharacters.bytes(column, value), bytes(text)))
        : equal;
  }

  @Override
  public Field<byte[]> content(Column column, Field<?> value) {
    return MariaDbLarge.content(column, value);
  }

  @Override
  public Field<?> ofContent(Column column, Field<?> content) {
    return MariaDbLarge.ofContent(column, content);
  }

  @Override
  public Condition same(Column column, Field<?> value, Field<String> text) {
    return switch (column.form()) {
      case LARGE_TEXT, LARGE_BINARY ->
          condition("{0} <=> convert({1} using utf8mb4)", shown(column, value), text);
      case TEXT, SYMBOL, JSON ->
          condition("{0} <=> {1}", MariaDbCharacters.bytes(column, value), bytes(text));
      default -> condition("{0} <=> {1}", value, comparable(column, text));
    };
  }

  private static boolean isText(Column column) {
    return column.form() == TextForm.TEXT || column.form() == TextForm.SYMBOL;
  }

  private static Field<byte[]> bytes(Field<String> text) {
    return field("cast(convert({0} using utf8mb4) as binary)", byte[].class, text);
  }

  @Override
  public Field<?> ordered(Column column, Field<?> value) {
    return isText(column) && !column.plainOrder() ? MariaDbCharacters.bytes(column, value) : value;
  }

  @Override
  public Field<?> orderedText(Column column, Field<String> text) {
    return isText(column) && !column.plainOrder() ? bytes(text) : comparable(column, text);
  }

  @Override
  public Condition behind(List<? extends Field<?>> order, List<? extends Field<?>> last) {
    return SpelledOut.behind(order, last);
  }

  /** One parameter, whatever the number of rows: an array of arrays. */
  @Override
  public Table<?> rows(String alias, List<String[]> columns) {
    List<Field<?>> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      parts.add(field("{0} longtext path {1}", name("c" + (i + 1)), inline("$[" + i + "]")));
    }
    return table(
        "json_table({0}, '$[*]' columns (n for ordinality, {1})) as {2}",
        val(JsonRows.of(columns)), list(parts), name(alias));
  }

  /** Over a larger one it hangs up. */
  @Override
  public Optional<StatementLimit> statementLimit(DSLContext sql) {
    return sql.select(field("@@max_allowed_packet", Long.class))
        .fetchOptional(row -> new StatementLimit(row.value1(), "max_allowed_packet"));
  }

  @Override
  public Optional<JoinedWrites> joinedWrites() {
    return Optional.of(new MariaDbJoinedWrites(product));
  }

  @Override
  public DataType<String> keyText() {
    return SQLDataType.VARCHAR(KEY_LENGTH);
  }

  @Override
  public Field<String> hexadecimal(Field<Long> number) {
    return text("lower(lpad(hex({0}), 16, _utf8mb4'0'))", number);
  }

  /** There are no numbers by which rows tell who wrote them. */
  @Override
  public Snapshot snapshot(DSLContext sql) {
    return Snapshot.UNNUMBERED;
  }

  @Override
  public OpenTransactions openTransactions(DSLContext sql, Table<?> readable) {
    return transactions.open(sql, readable);
  }

  @Override
  public Optional<JournalSql> journal() {
    return Optional.of(new MariaDbJournal(product));
  }

  private static Field<String> text(String template, Field<?>... parts) {
    return field(template, String.class, parts);
  }
}
