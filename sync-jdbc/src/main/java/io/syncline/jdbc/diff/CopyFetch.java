package io.syncline.jdbc.diff;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.syncline.diff.RowSource;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;

/**
 * Rows of PostgreSQL by binary COPY: half the time of a cursor. Where the driver cannot copy, or
 * the server does not know what its texts are encoded in, a cursor reads.
 */
final class CopyFetch implements RowFetch {

  private static final String BYTES_OF_ANY_KIND = "SQL_ASCII";

  private final RowFetch cursor;

  CopyFetch(RowFetch cursor) {
    this.cursor = cursor;
  }

  /**
   * The settings make literals and floats of four bytes what they are taken for here, and have rows
   * that are read as they lie come from the first to the last, whoever else reads them meanwhile.
   */
  @Override
  public RowStream open(Session session, Select<?> query, TableReading reading)
      throws SQLException {
    DSLContext sql = session.sql();
    Connection connection = sql.connectionResult(each -> each);
    if (!CopyStream.isSpokenBy(connection) || encoding(sql).equals(BYTES_OF_ANY_KIND)) {
      return cursor.open(session, query, reading);
    }
    sql.execute("set local standard_conforming_strings = on");
    sql.execute("set local extra_float_digits = 3");
    if (reading.order() == RowSource.Order.UNSORTED) {
      sql.execute("set local synchronize_seqscans = off");
      sql.execute("set local max_parallel_workers_per_gather = 0");
    }
    BinaryCopy rows =
        new BinaryCopy(reading.name(), reading.columns().stream().map(WireType::of).toList());
    return CopyStream.open(sql, connection, query, rows);
  }

  private static String encoding(DSLContext sql) {
    return sql.select(field("current_setting('server_encoding')", String.class))
        .fetchSingle()
        .value1();
  }

  @Override
  public RowFetch byCursor() {
    return cursor;
  }

  @Override
  public Field<?> selected(Column column, Field<?> value) {
    return cursor.selected(column, value);
  }

  @Override
  public Cell cell(Column column) {
    return cursor.cell(column);
  }

  @Override
  public void cancel(Session session) throws SQLException {
    cursor.cancel(session);
    Connection connection = session.sql().connectionResult(each -> each);
    if (CopyStream.isSpokenBy(connection)) {
      CopyStream.cancel(connection);
    }
  }

  @Override
  public ResultStream.Fetching fetching(Connection connection) throws SQLException {
    return cursor.fetching(connection);
  }

  @Override
  public OptionalLong size(DSLContext sql, JdbcTable table) {
    return cursor.size(sql, table);
  }

  /**
   * Of the key's only column, from the statistics of the last {@code analyze}; 0 where there are
   * none, or further columns. A table that others inherit from may have a key twice.
   */
  @Override
  public OptionalDouble correlation(DSLContext sql, JdbcTable table) {
    Double known =
        sql.select(
                field(
                    "coalesce(case when {0} then s.correlation end, 0)",
                    Double.class, inline(isPlain(table.key()))))
            .from(
                PostgreSqlFetch.RELATIONS
                    + " left join pg_catalog.pg_stats s on s.schemaname = n.nspname"
                    + " and s.tablename = c.relname and not s.inherited and s.attname = {0}",
                val(table.key().get(0).name()))
            .where(PostgreSqlFetch.is(table))
            .and("c.relkind = 'r' and not c.relhassubclass")
            .fetchOne(0, Double.class);
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
  }

  private static boolean isPlain(List<Column> key) {
    return key.size() == 1 && key.get(0).plainOrder();
  }
}
