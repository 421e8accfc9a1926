package io.syncline.jdbc.diff;

import io.syncline.packed.RowPacker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.Select;

/** A query's rows by a JDBC cursor that fetches a bounded number of them at a time. */
final class ResultStream implements RowStream {

  /**
   * What a driver is told, and does.
   *
   * @param rows how many it is to fetch at a time
   * @param readsOn whether closing in the middle reads what is left: not much after a cancel
   */
  record Fetching(int rows, boolean readsOn) {}

  private final ResultQuery<?> query;
  private final Fetching fetching;
  private final Cursor<?> cursor;
  private final ResultSet rows;
  private final Cell[] cells;
  private boolean ended;

  private ResultStream(ResultQuery<?> query, Fetching fetching, List<Cell> cells) {
    this.query = query;
    this.fetching = fetching;
    this.cursor = query.fetchLazy();
    this.rows = cursor.resultSet();
    this.cells = cells.toArray(Cell[]::new);
  }

  static ResultStream open(DSLContext sql, Select<?> query, Fetching fetching, List<Cell> cells) {
    ResultQuery<?> attached = query.fetchSize(fetching.rows);
    attached.attach(sql.configuration());
    return new ResultStream(attached, fetching, cells);
  }

  @Override
  public boolean next(RowPacker row) throws SQLException {
    if (!rows.next()) {
      ended = true;
      return false;
    }
    row.begin();
    for (int i = 0; i < cells.length; i++) {
      cells[i].put(rows, i + 1, row);
    }
    row.end();
    return true;
  }

  @Override
  public void close() {
    if (!ended && fetching.readsOn) {
      query.cancel();
    }
    cursor.close();
  }
}
