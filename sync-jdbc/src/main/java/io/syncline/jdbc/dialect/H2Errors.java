package io.syncline.jdbc.dialect;

import io.syncline.jdbc.dialect.SqlFailure.Kind;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the error numbers of H2; see {@code org.h2.api.ErrorCode}. Column and constraint stand in
 * the message alone, behind its first colon or the word column, with every quote doubled.
 */
public final class H2Errors {

  private static final String NAME = "(?:\"((?:[^\"]|\"\")+)\"|([^\\s.:\"(]+))";

  /** {@code schema.name}, or the name alone. */
  private static final Pattern CONSTRAINT = Pattern.compile(": (?:" + NAME + "\\.)?" + NAME);

  private static final Pattern COLUMN = Pattern.compile("(?:column |\\(\\S+: )" + NAME);

  /** What stands between the quotes that the message itself has. */
  private static final Pattern OUTER_QUOTE = Pattern.compile("(?<!\")\"(?!\")");

  private static final Pattern STATEMENT = Pattern.compile("(?s); SQL statement:.*");

  private H2Errors() {}

  /** Whether the connection that told this is of no more use. */
  public static boolean isLost(SQLException e) {
    return failure(e).kind() == Kind.LOST;
  }

  static SqlFailure failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String message = STATEMENT.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    Kind kind = kind(e.getErrorCode(), state);
    String constraint =
        switch (kind) {
          case UNIQUE, REFERENCE, CHECK -> found(CONSTRAINT, message, 3);
          default -> "";
        };
    String column = kind == Kind.DATA || kind == Kind.NOT_NULL ? found(COLUMN, message, 1) : "";
    return new SqlFailure(kind, state, message, constraint, column);
  }

  private static String found(Pattern pattern, String message, int group) {
    String plain = OUTER_QUOTE.matcher(message).replaceAll("").replace("\"\"", "\"");
    Matcher matcher = pattern.matcher(plain);
    if (!matcher.find()) {
      return "";
    }
    String quoted = matcher.group(group);
    return quoted == null ? matcher.group(group + 1) : quoted.replace("\"\"", "\"");
  }

  private static Kind kind(int code, String state) {
    return switch (code) {
      case 23502, 23507 -> Kind.NOT_NULL;
      case 23513, 23514 -> Kind.CHECK;
      case 23505 -> Kind.UNIQUE;
      case 23503, 23506 -> Kind.REFERENCE;
      case 90044, 90124 -> Kind.RAISED;
      case 90096, 90040 -> Kind.DENIED;
      case 28000 -> Kind.NOT_LET_IN;
      case 40001, 50200, 90039, 90131, 90143 -> Kind.RETRY;
      case 57014 -> Kind.CANCELLED;
      case 90097 -> Kind.READ_ONLY;
      case 21002, 90079 -> Kind.SCHEMA;
      case 90007, 90020, 90067, 90098, 90108, 90121, 90135 -> Kind.LOST;
      default -> byState(state);
    };
  }

  private static Kind byState(String state) {
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08" -> Kind.LOST;
      case "28" -> Kind.NOT_LET_IN;
      case "40" -> Kind.RETRY;
      case "42" -> Kind.SCHEMA;
      case "22" -> Kind.DATA;
      default -> Kind.OTHER;
    };
  }
}
