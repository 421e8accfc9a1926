package io.syncline.jdbc.diff;

import io.syncline.diff.RangedSource;
import io.syncline.diff.RowCursor;
import io.syncline.diff.RowSource;
import io.syncline.diff.ScannedSource;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.model.FieldType;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemClock;
import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigester;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectField;

/**
 * A table or view of PostgreSQL, MariaDB, MySQL or H2 as one side of a diff.
 *
 * <pre>{@code
 * Diff.between(TableSource.of(erp, "customer"), TableSource.of(shop, "public.customer"))
 * }</pre>
 *
 * <p>Each read is one read-only transaction that sees one moment, on a connection of its own, which
 * is given back as it was. PostgreSQL sends its rows by binary COPY, the others by a cursor; none
 * depends on the session's time zone, locale or date style. Rows come in the order of their keys,
 * text by the bytes of its UTF-8 form; a row with a null in its key has none and is left out.
 * Fixed-width text counts without its trailing blanks, a float of four bytes as the shortest
 * decimal that it is written as. Of MariaDB and MySQL, a zero date is carried as minus infinity.
 *
 * <p>What the database says to the contrary is a {@link io.syncline.model.SyncException} with the
 * table's name. Immutable and thread-safe; cursors may be read side by side.
 */
public final class TableSource implements RowSource, RangedSource {

  private static final Duration DAY = Duration.ofDays(1);
  private static final String DIGEST = "digest";

  private final String name;
  private final JdbcTable table;
  private final RowFetch fetch;
  private final Duration within;

  private TableSource(String name, JdbcTable table, RowFetch fetch, Duration within) {
    this.name = name;
    this.table = table;
    this.fetch = fetch;
    this.within = within;
  }

  /**
   * A table with all columns that can be carried, by its primary key.
   *
   * @param database stays the caller's
   * @param table such as {@code customer} or {@code erp.customer}
   * @throws IllegalArgumentException for a database that is not spoken and a table that is not
   *     there
   * @throws io.syncline.spi.AdapterException where the database does not answer; may be repeated
   */
  public static TableSource of(DataSource database, String table) {
    return of(JdbcTable.of(database, TableName.parse(table), SystemClock.get(), DAY));
  }

  /** A table that was described already. */
  public static TableSource of(JdbcTable table) {
    return new TableSource(table.product() + " " + table.name(), table, RowFetch.of(table), DAY);
  }

  /** The same table, or view, by another key, which must be unique. */
  public TableSource keyedBy(String... names) {
    return new TableSource(name, table.keyedBy(names), fetch, within);
  }

  /** The same table with these columns to be compared. */
  public TableSource columns(String... names) {
    return new TableSource(name, table.columns(names), fetch, within);
  }

  /** The same under another name in errors and reports. */
  public TableSource named(String other) {
    return new TableSource(other, table, fetch, within);
  }

  /** The same with another limit for the time that one read may take; a day unless given. */
  public TableSource within(Duration limit) {
    return new TableSource(name, table, fetch, limit);
  }

  /** The same, read by a JDBC cursor even where the database could send its rows in bulk. */
  public TableSource byCursor() {
    return new TableSource(name, table, fetch.byCursor(), within);
  }

  public JdbcTable table() {
    return table;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Its key and the columns that are compared.
   *
   * @throws IllegalArgumentException where it has no primary key and was given none
   */
  @Override
  public PackedSchema schema() {
    if (table.key().isEmpty()) {
      throw new IllegalArgumentException(
          "must have a primary key, or be given one: table=" + table.name());
    }
    return PackedSchema.of(
        table.key().stream().map(TableSource::field).toList(),
        table.columns().stream()
            .filter(each -> !table.key().contains(each))
            .map(TableSource::field)
            .toList());
  }

  private static PackedField field(Column column) {
    PackedField field = PackedField.of(column.name(), column.type());
    return switch (column.type().kind()) {
      case TIME, DATE_TIME, INSTANT -> field.withFraction(column.digits());
      default -> field;
    };
  }

  @Override
  public OptionalLong size() {
    return table.read(within, session -> fetch.size(session.sql(), table));
  }

  /** By the database's own order of bytes; that it is that of packed keys, the diff checks. */
  @Override
  public Order order() {
    return Order.SORTED;
  }

  @Override
  public Optional<RangedSource> ranged() {
    return Optional.of(this);
  }

  /** A table of PostgreSQL by its primary key. */
  @Override
  public Optional<ScannedSource> scanned() {
    OptionalDouble correlation =
        table.hasUniqueKey()
            ? table.read(within, session -> fetch.correlation(session.sql(), table))
            : OptionalDouble.empty();
    return correlation.isPresent()
        ? Optional.of(new AsItLies(correlation.getAsDouble()))
        : Optional.empty();
  }

  /** This table as its rows lie. */
  private final class AsItLies implements ScannedSource {

    private final double correlation;

    AsItLies(double correlation) {
      this.correlation = correlation;
    }

    @Override
    public double correlation() {
      return correlation;
    }

    @Override
    public RowCursor scan(PackedSchema schema) {
      List<Column> columns = columns(schema.all());
      return cursor(schema, columns, List.of(queries(columns).all()), Order.UNSORTED);
    }
  }

  @Override
  public RowCursor open(PackedSchema schema) {
    return open(schema, List.of(KeyRange.all()));
  }

  @Override
  public RowCursor open(PackedSchema schema, List<KeyRange> ranges) {
    List<Column> columns = columns(schema.all());
    return cursor(schema, columns, queries(columns).in(ranges));
  }

  @Override
  public RowCursor openKeys(PackedSchema schema, List<NativeKey> keys) {
    List<Column> columns = columns(schema.all());
    return cursor(schema, columns, queries(columns).of(keys, schema));
  }

  private TableQueries queries(List<Column> columns) {
    return new TableQueries(table, fetch, selected(columns).toList());
  }

  private Stream<? extends SelectField<?>> selected(List<Column> columns) {
    return columns.stream().map(each -> fetch.selected(each, JdbcTable.value(each)));
  }

  private RowCursor cursor(PackedSchema schema, List<Column> columns, List<Select<?>> queries) {
    return cursor(schema, columns, queries, Order.SORTED);
  }

  private RowCursor cursor(
      PackedSchema schema, List<Column> columns, List<Select<?>> queries, Order order) {
    TableReading.Access access = new TableReading.Access(table, fetch, within);
    return new TableCursor(new TableReading(access, schema, columns, queries, order));
  }

  private List<Column> columns(List<PackedField> fields) {
    return fields.stream().map(each -> column(each.name())).toList();
  }

  private Column column(String wanted) {
    return table.digested().stream()
        .filter(each -> each.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be a column of " + table.name() + ": field=" + wanted));
  }

  /** The address of the database, without what might be secret in it. */
  @Override
  public String place() {
    return table.read(
        within,
        session ->
            session
                .sql()
                .connectionResult(
                    connection -> connection.getMetaData().getURL().split("[?;]", 2)[0]));
  }

  @Override
  public List<String> functions(PackedSchema schema) {
    return digests(schema).all().stream().map(RowDigester::function).toList();
  }

  @Override
  public RangeDigester digester(PackedSchema schema, List<String> functions) {
    TableDigests digests = digests(schema);
    return new TableDigester(digests.table(), digests.of(functions));
  }

  @Override
  public RowCursor digests(PackedSchema schema, String function, Order order) {
    TableDigests digests = digests(schema);
    RowDigester rows = digests.of(List.of(function));
    List<Column> columns = columns(schema.key());
    Field<?> digest =
        rows.digest(digests.table().digested().stream().map(JdbcTable::value).toList());
    List<SelectField<?>> all = Stream.concat(selected(columns), Stream.of(digest)).toList();
    TableQueries queries = new TableQueries(table, fetch, all);
    return cursor(
        digested(schema),
        Stream.concat(columns.stream(), Stream.of(TableDigests.COLUMN)).toList(),
        List.of(order == Order.SORTED ? queries.in(KeyRange.all()) : queries.all()),
        order);
  }

  /** Of the rows of {@link #digests}. */
  PackedSchema digested(PackedSchema schema) {
    return PackedSchema.of(schema.key(), List.of(PackedField.of(DIGEST, FieldType.integer())));
  }

  private TableDigests digests(PackedSchema schema) {
    return TableDigests.of(table, schema, within);
  }
}
