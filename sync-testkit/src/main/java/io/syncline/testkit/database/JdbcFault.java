package io.syncline.testkit.database;

import java.util.Arrays;
import java.util.List;

/** What a database may do to a client that did nothing wrong. */
public enum JdbcFault {
  /** No connection is to be had. */
  REFUSED(Chance.CONNECT),
  /** The connection drops at a statement: nothing of its transaction stays. */
  LOST(Chance.STATEMENT),
  /** The connection drops at the commit, and nothing of the transaction stays. */
  LOST_BEFORE_COMMIT(Chance.COMMIT),
  /** The connection drops once the commit is done: all of the transaction stays. */
  LOST_AFTER_COMMIT(Chance.COMMIT),
  /** The transaction is the victim of a deadlock. */
  DEADLOCK(Chance.STATEMENT),
  /** A statement waited for a lock as long as it may. */
  LOCK_TIMEOUT(Chance.STATEMENT),
  /** A statement was cancelled. */
  CANCELLED(Chance.STATEMENT),
  /** The server is a stand-by that takes no writes, as after a fail-over. */
  READ_ONLY(Chance.WRITE),
  /** A JDBC batch stops, some of its rows done. */
  BATCH_STOPPED(Chance.BATCH);

  /** When it can happen. */
  enum Chance {
    CONNECT,
    STATEMENT,
    WRITE,
    BATCH,
    COMMIT
  }

  final Chance chance;

  JdbcFault(Chance chance) {
    this.chance = chance;
  }

  static List<JdbcFault> of(Chance chance) {
    return Arrays.stream(values()).filter(fault -> fault.chance == chance).toList();
  }
}
