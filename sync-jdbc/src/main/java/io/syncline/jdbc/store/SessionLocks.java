package io.syncline.jdbc.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jooq.Field;

/**
 * What one database offers to tell and to end sessions: the part of a lease that no SQL standard
 * knows. Thread-safe.
 */
interface SessionLocks {

  /** How long an ended session may take to end, and another to make the store ready. */
  Duration PATIENCE = Duration.ofSeconds(10);

  /** The number by which the row of the lease names the session that asks. */
  Field<Long> ownSession();

  /** The writer's lock, if it is free; always false where the database has no such locks. */
  boolean tryWriter(Connection connection) throws SQLException;

  /** The writer's lock, for which this waits {@link #PATIENCE} at most. */
  boolean awaitWriter(Connection connection) throws SQLException;

  /** The same lock for making a store ready, which one process does at a time. */
  boolean awaitOpener(Connection connection) throws SQLException;

  /**
   * Ends the session of that number if it is the writer's still; a number alone may be somebody
   * else's by now.
   *
   * @return false where another session is the writer's
   */
  boolean endWriter(Connection connection, long session) throws SQLException;

  /** Gives up what locks the session has. */
  void unlock(Connection connection) throws SQLException;
}
