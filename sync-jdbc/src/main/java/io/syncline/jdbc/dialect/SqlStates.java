package io.syncline.jdbc.dialect;

import io.syncline.jdbc.dialect.SqlFailure.Kind;
import java.sql.SQLException;

/** Reads the codes that MariaDB, MySQL and H2 share with the SQL standard, and the few beside. */
final class SqlStates {

  private static final int MYSQL_TIME_IS_OVER = 3024;

  private SqlStates() {}

  static SqlFailure failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    Kind kind = e.getErrorCode() == MYSQL_TIME_IS_OVER ? Kind.CANCELLED : kind(state);
    return new SqlFailure(kind, state, String.valueOf(e.getMessage()), "", "");
  }

  private static Kind kind(String state) {
    return switch (state) {
      case "70100", "57014" -> Kind.CANCELLED; // the time was over, or we said stop
      case "42000", "90096" -> Kind.DENIED;
      case "90067", "90098", "90121" -> Kind.LOST; // H2: broken, closed
      default -> byClass(state.length() < 2 ? "" : state.substring(0, 2));
    };
  }

  private static Kind byClass(String category) {
    return switch (category) {
      case "08" -> Kind.LOST;
      case "28" -> Kind.NOT_LET_IN;
      case "40" -> Kind.RETRY;
      case "42" -> Kind.SCHEMA;
      case "22" -> Kind.DATA;
      default -> Kind.OTHER;
    };
  }
}
