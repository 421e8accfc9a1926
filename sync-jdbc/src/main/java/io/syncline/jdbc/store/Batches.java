package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Puts and finds rows by the batch, in the way that is quick on one database. A row is an array in
 * the order of the table's columns, a key one of the first key columns. Batches are quickest in the
 * order of the key.
 */
interface Batches {

  /** Fails where a row with the same key is there. */
  void insert(Connection connection, StateTable table, List<Object[]> rows) throws SQLException;

  /** Changes the rows of these keys, and answers how many there were. */
  int update(Connection connection, StateTable table, List<Object[]> rows) throws SQLException;

  /** Inserts, or changes what is there. No two rows of the batch may have the same key. */
  void put(Connection connection, StateTable table, List<Object[]> rows) throws SQLException;

  /** Removes the rows whose key begins so, and answers how many there were. */
  int delete(Connection connection, StateTable table, List<Object[]> keys) throws SQLException;

  /**
   * Visits the rows of one place whose second key column is one of {@code keys}: all columns but
   * the place, in order.
   */
  void find(Connection connection, StateTable table, int place, List<Object> keys, Visitor visitor)
      throws SQLException;

  /** Reads the row that the result stands on. */
  interface Visitor {
    void visit(ResultSet row) throws SQLException;
  }
}
