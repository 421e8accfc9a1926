package io.syncline.jdbc.dialect;

import java.sql.SQLException;

/**
 * What a database said when it refused.
 *
 * @param state the SQLState
 * @param constraint empty text: not told
 * @param column empty text: not told
 */
public record SqlFailure(
    Kind kind, String state, String message, String constraint, String column) {

  /** What kind of refusal it is, so that callers need no codes. */
  public enum Kind {
    NOT_NULL,
    CHECK,
    UNIQUE,
    REFERENCE,
    /** The value does not fit: too long, too big, malformed. */
    DATA,
    /** A trigger or function of the database's owner said no. */
    RAISED,
    /** We have no right to the table at all. */
    DENIED,
    /** We have no right to this row. */
    ROW_DENIED,
    /** Deadlock, serialisation, a lock not had in time, no resources: may be repeated as it is. */
    RETRY,
    /** Ended by us or by its time limit. */
    CANCELLED,
    LOST,
    READ_ONLY,
    NOT_LET_IN,
    /** A table or column is not what it was. */
    SCHEMA,
    OTHER
  }

  /** Whether it is about the data of a row, so that the other rows may well be taken. */
  public boolean concernsRow() {
    return switch (kind) {
      case NOT_NULL, CHECK, UNIQUE, REFERENCE, DATA, RAISED, ROW_DENIED, OTHER -> true;
      case DENIED, RETRY, CANCELLED, LOST, READ_ONLY, NOT_LET_IN, SCHEMA -> false;
    };
  }

  public static SqlFailure other(String message) {
    return new SqlFailure(Kind.OTHER, "", message, "", "");
  }

  /** A connection that could not be had; pools wrap what the driver said. */
  public static SqlFailure connecting(SQLException e) {
    SQLException told = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        told = sql;
      }
    }
    String state = told.getSQLState() == null ? "" : told.getSQLState();
    Kind kind = state.startsWith("28") ? Kind.NOT_LET_IN : Kind.LOST;
    return new SqlFailure(kind, state, String.valueOf(told.getMessage()), "", "");
  }

  @Override
  public String toString() {
    return state.isEmpty() ? message : state + " " + message;
  }
}
