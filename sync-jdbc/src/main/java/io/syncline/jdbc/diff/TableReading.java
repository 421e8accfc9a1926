package io.syncline.jdbc.diff;

import io.syncline.diff.RowSource;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.schema.Column;
import io.syncline.model.SyncException;
import io.syncline.packed.PackedSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jooq.Select;

/**
 * What a cursor reads.
 *
 * @param schema of the rows that are packed
 * @param columns what each query selects, in the schema's order
 * @param queries run one behind the other, in one transaction
 * @param order in which each gives its rows
 */
record TableReading(
    Access access,
    PackedSchema schema,
    List<Column> columns,
    List<Select<?>> queries,
    RowSource.Order order) {

  /** By what way, and for how long at most. */
  record Access(JdbcTable table, RowFetch fetch, Duration within) {}

  String name() {
    return access.table.name().toString();
  }

  Session session() {
    return access.table.open(access.within);
  }

  SyncException failed(Session session, SQLException e) {
    return access.table.failed(session, e);
  }

  void cancel(Session session) throws SQLException {
    access.fetch.cancel(session);
  }

  RowStream open(Session session, int number) throws SQLException {
    return access.fetch.open(session, queries.get(number), this);
  }
}
