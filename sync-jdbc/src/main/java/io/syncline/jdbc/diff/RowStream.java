package io.syncline.jdbc.diff;

import io.syncline.packed.RowPacker;
import java.sql.SQLException;

/** The answer to one query, row by row. */
interface RowStream {

  /** Packs the next row; false at the end. */
  boolean next(RowPacker row) throws SQLException;

  /** Leaves the connection ready for the next query; also in the middle. */
  void close() throws SQLException;
}
