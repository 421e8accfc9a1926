package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.syncline.diff.range.DigestField;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.Lending;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.model.NativeKey;
import io.syncline.model.SyncException;
import io.syncline.model.Value;
import io.syncline.spi.KeyRange;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A table or view of PostgreSQL, MariaDB, MySQL or H2 as one side of a comparison: its key, and the
 * columns that are compared. Immutable and thread-safe; holds no connection between calls.
 *
 * <p>Keys are ordered part by part: numbers and times by value, text by the bytes of its UTF-8
 * form, whatever locale the database has; so two databases, and Java, agree. Fixed-width text
 * counts without its trailing blanks. A row with a null in its key has none and is left out.
 */
public final class JdbcTable {

  /** What the table is called in every statement. */
  private static final String ALIAS = "t";

  private final Lending<?> sessions;
  private final TableDialect dialect;
  private final TableShape shape;
  private final List<Column> key;
  private final List<Column> columns;

  private JdbcTable(
      Lending<?> sessions,
      TableDialect dialect,
      TableShape shape,
      List<Column> key,
      List<Column> columns) {
    this.sessions = sessions;
    this.dialect = dialect;
    this.shape = shape;
    this.key = List.copyOf(key);
    this.columns = List.copyOf(columns);
    key.forEach(JdbcTable::checkKey);
  }

  private static void checkKey(Column column) {
    switch (column.form()) {
      case BOOLEAN, SINGLE, REAL, JSON, TEXTS ->
          throw new IllegalArgumentException(
              "must be of a type that keys are made of: column="
                  + column.name()
                  + " type="
                  + column.declared());
      default -> {}
    }
  }

  /**
   * The table of this name with its primary key and all columns that can be carried.
   *
   * @param database stays the caller's
   * @param clock for the time limits of calls
   * @throws IllegalArgumentException for a database that is not spoken and a table that is not
   *     there
   * @throws io.syncline.spi.AdapterException where the database does not answer; may be repeated
   */
  public static JdbcTable of(
      DataSource database, TableName table, InstantSource clock, Duration within) {
    Lending<TableDialect> sessions = new Lending<>(database, clock, TableDialect::of);
    TableDialect dialect = sessions.grammar(table.toString(), within);
    TableShape shape =
        sessions.read(
            table.toString(),
            Isolation.EACH_STATEMENT,
            within,
            session ->
                dialect
                    .describe(session.sql(), table)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "must be a table that can be read: table=" + table)));
    return new JdbcTable(
        sessions, dialect, shape, columnsOf(shape, shape.primaryKey()), shape.columns());
  }

  /** A table that was described already, over connections that another owns. */
  public static JdbcTable of(
      Lending<?> sessions,
      TableShape shape,
      List<Column> key,
      List<Column> columns,
      Duration within) {
    TableDialect dialect =
        sessions.read(
            shape.name().toString(),
            Isolation.EACH_STATEMENT,
            within,
            session ->
                session
                    .sql()
                    .connectionResult(connection -> TableDialect.of(connection.getMetaData())));
    return new JdbcTable(sessions, dialect, shape, key, columns);
  }

  /** The same table with these columns to be compared, in this order. */
  public JdbcTable columns(String... names) {
    return new JdbcTable(sessions, dialect, shape, key, columnsOf(shape, List.of(names)));
  }

  /** The same table with another key, which must be unique. */
  public JdbcTable keyedBy(String... names) {
    return new JdbcTable(sessions, dialect, shape, columnsOf(shape, List.of(names)), columns);
  }

  private static List<Column> columnsOf(TableShape shape, List<String> names) {
    return names.stream().map(each -> columnOf(shape, each)).toList();
  }

  private static Column columnOf(TableShape shape, String wanted) {
    String type = shape.unsupported().get(wanted);
    if (type != null) {
      throw new IllegalArgumentException(
          "must be of a type that is carried: column=" + wanted + " type=" + type);
    }
    return shape
        .column(wanted)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + shape.columns().stream().map(Column::name).toList()
                        + ": column="
                        + wanted));
  }

  /** Such as {@code MariaDB}. */
  public String product() {
    return dialect.product();
  }

  /** With its schema. */
  public TableName name() {
    return shape.name();
  }

  /** The key's columns in the key's order; empty: the table declares none and none was given. */
  public List<Column> key() {
    return key;
  }

  /** Whether the database itself sees to it that no two rows have the same key. */
  boolean hasUniqueKey() {
    return !key.isEmpty()
        && Set.copyOf(shape.primaryKey())
            .equals(key.stream().map(Column::name).collect(Collectors.toSet()));
  }

  /** The columns that are compared. */
  public List<Column> columns() {
    return columns;
  }

  /** Columns that cannot be carried, with their types. */
  public SortedMap<String, String> unsupported() {
    return shape.unsupported();
  }

  /** What a row's digest is taken of: the key's columns, then the other columns. */
  public List<Column> digested() {
    Set<Column> all = new LinkedHashSet<>(key);
    all.addAll(columns);
    return List.copyOf(all);
  }

  /** {@link #digested()} as the portable digest sees it, at the precision that is declared. */
  public List<DigestField> digestFields() {
    return digested().stream()
        .map(
            each ->
                new DigestField(
                    each.type().kind(), Math.min(each.digits(), DigestField.MOST_DIGITS)))
        .toList();
  }

  TableDialect dialect() {
    return dialect;
  }

  /** Runs in one transaction, in which all statements see the same. */
  <T> T read(Duration within, Function<Session, T> work) {
    return sessions.read(name().toString(), Isolation.ONE_SNAPSHOT, within, work);
  }

  /** A transaction in which all statements see the same; the caller closes it. */
  Session open(Duration within) {
    return sessions.open(name().toString(), Isolation.ONE_SNAPSHOT, within);
  }

  /** What went wrong in a transaction that {@link #open} began. */
  SyncException failed(Session session, SQLException e) {
    return sessions.failed(name().toString(), session, dialect.failure(e));
  }

  Table<?> from() {
    return table(name().name()).as(DSL.name(ALIAS));
  }

  static Field<?> value(Column column) {
    return field(DSL.name(ALIAS, column.name()));
  }

  /** The key in the order that all systems share. */
  List<Field<?>> order() {
    List<Field<?>> order = new ArrayList<>();
    key.forEach(each -> order.add(dialect.ordered(each, value(each))));
    return order;
  }

  /** Whether a row's key is in a range. */
  Condition in(KeyRange range) {
    List<Condition> all = new ArrayList<>();
    key.stream()
        .filter(Column::nullable)
        .forEach(each -> all.add(condition("{0} is not null", value(each))));
    range.from().ifPresent(from -> all.add(dialect.atLeast(order(), sent(from))));
    range.to().ifPresent(to -> all.add(dialect.below(order(), sent(to))));
    return and(all);
  }

  private List<Field<?>> sent(NativeKey wanted) {
    List<Value> values = values(wanted);
    List<Field<?>> parts = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      parts.add(dialect.sent(key.get(i), values.get(i)));
    }
    return parts;
  }

  /** The values of a key's parts. */
  List<Value> values(NativeKey wanted) {
    if (wanted.parts().size() != key.size()) {
      throw noKey(wanted);
    }
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      Optional<Value> value = key.get(i).form().decode(wanted.parts().get(i));
      values.add(value.orElseThrow(() -> noKey(wanted)));
    }
    return values;
  }

  private IllegalArgumentException noKey(NativeKey wanted) {
    return new IllegalArgumentException(
        "must be a key of " + key.stream().map(Column::name).toList() + ": key=" + wanted);
  }
}
