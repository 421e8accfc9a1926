package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One database that keeps a store: its connections, its lock and its way with batches. Thread-safe
 * but for the writer, of which there is one at a time.
 */
interface StateDatabase {

  StateSql sql();

  Batches batches();

  /**
   * A connection to write through, without auto-commit, alone among all processes.
   *
   * @throws io.syncline.store.StoreException where another hub has the store
   */
  Connection openWriter() throws SQLException;

  /** Gives the writer back, undoing what is not committed, also where it is broken. */
  void closeWriter(Connection writer);

  /** A connection that sees one moment, that of its first statement. */
  Connection openReader() throws SQLException;

  void closeReader(Connection reader);

  /** Whether a row was refused because its key was there. */
  boolean isDuplicate(SQLException failure);

  /** Where the state is, for messages; without secrets. */
  String place();

  /** Closes what is open, and releases the lock. */
  void close();
}
