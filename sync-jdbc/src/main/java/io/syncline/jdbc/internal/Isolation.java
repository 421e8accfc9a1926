package io.syncline.jdbc.internal;

import java.sql.Connection;

/** What the statements of one transaction see. */
public enum Isolation {
  /** Reading; each statement sees what is committed when it begins. */
  EACH_STATEMENT(Connection.TRANSACTION_READ_COMMITTED, true),
  /** Reading; all statements see what was committed when the first began. */
  ONE_SNAPSHOT(Connection.TRANSACTION_REPEATABLE_READ, true),
  /** Writing; each statement sees what is committed when it begins. */
  WRITING(Connection.TRANSACTION_READ_COMMITTED, false);

  private final int level;
  private final boolean readOnly;

  Isolation(int level, boolean readOnly) {
    this.level = level;
    this.readOnly = readOnly;
  }

  int level() {
    return level;
  }

  boolean readOnly() {
    return readOnly;
  }
}
