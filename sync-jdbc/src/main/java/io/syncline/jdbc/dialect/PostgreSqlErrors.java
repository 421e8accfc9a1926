package io.syncline.jdbc.dialect;

import io.syncline.jdbc.dialect.SqlFailure.Kind;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads PostgreSQL's error codes; see "PostgreSQL Error Codes", appendix A of its manual. Seen
 * apart by the routine that raised it: a right to the table that is missing, and a row that a
 * policy hides.
 */
final class PostgreSqlErrors {

  private PostgreSqlErrors() {}

  static SqlFailure failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    ServerErrorMessage server =
        e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    if (server == null) {
      return new SqlFailure(kind(state, ""), state, String.valueOf(e.getMessage()), "", "");
    }
    String detail = text(server.getDetail());
    return new SqlFailure(
        kind(state, text(server.getRoutine())),
        state,
        text(server.getMessage()) + (detail.isEmpty() ? "" : ": " + detail),
        text(server.getConstraint()),
        text(server.getColumn()));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static Kind kind(String state, String routine) {
    return switch (state) {
      case "23502" -> Kind.NOT_NULL;
      case "23503", "23001" -> Kind.REFERENCE;
      case "23505", "23P01" -> Kind.UNIQUE;
      case "23514" -> Kind.CHECK;
      case "42501" -> routine.startsWith("aclcheck") ? Kind.DENIED : Kind.ROW_DENIED;
      case "55P03", "55006" -> Kind.RETRY;
      case "57014" -> Kind.CANCELLED;
      case "25006" -> Kind.READ_ONLY;
      case "P0001", "P0002", "P0003", "P0004", "44000" -> Kind.RAISED;
      case "42P01", "42703", "3F000", "42704", "42804", "42883", "0A000" -> Kind.SCHEMA;
      default -> byClass(state);
    };
  }

  private static Kind byClass(String state) {
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08", "57" -> Kind.LOST;
      case "40", "53", "25" -> Kind.RETRY;
      case "28" -> Kind.NOT_LET_IN;
      case "22", "54" -> Kind.DATA;
      default -> Kind.OTHER;
    };
  }
}
