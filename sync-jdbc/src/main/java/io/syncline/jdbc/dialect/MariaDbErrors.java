package io.syncline.jdbc.dialect;

import io.syncline.jdbc.dialect.SqlFailure.Kind;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the error numbers of MariaDB and MySQL, whose SQLStates tell little; see "MariaDB Error
 * Code Reference". Column and constraint stand in the message alone.
 */
final class MariaDbErrors {

  private static final Pattern CONNECTION = Pattern.compile("^\\(conn=\\d+\\) ");
  private static final Pattern COLUMN =
      Pattern.compile("(?i)(?:column|field) (?:`[^`]*`\\.`[^`]*`\\.)?[`']([^`']+)[`']");

  /** MySQL puts the table's name before that of the key. */
  private static final Pattern KEY = Pattern.compile("for key '(?:[^'.]*\\.)?([^'.]+)'");

  private static final Pattern CONSTRAINT =
      Pattern.compile("(?i)constraint [`']([^`']+)[`'](?: is violated)?");

  private MariaDbErrors() {}

  static SqlFailure failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String message = CONNECTION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    Kind kind = message.contains("max_allowed_packet") ? Kind.DATA : kind(e.getErrorCode(), state);
    String constraint =
        switch (kind) {
          case UNIQUE -> found(KEY, message);
          case REFERENCE, CHECK -> found(CONSTRAINT, message);
          default -> "";
        };
    String column = kind == Kind.DATA || kind == Kind.NOT_NULL ? found(COLUMN, message) : "";
    return new SqlFailure(kind, state, message, constraint, column);
  }

  private static String found(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static Kind kind(int code, String state) {
    return switch (code) {
      case 1048, 1263, 1364 -> Kind.NOT_NULL;
      case 3819, 4025 -> Kind.CHECK;
      case 1062, 1557, 1586, 1761, 1762 -> Kind.UNIQUE;
      case 1216, 1217, 1451, 1452 -> Kind.REFERENCE;
      case 1153, 1264, 1265, 1292, 1301, 1366, 1406, 1411, 1690, 3140 -> Kind.DATA;
      case 1644 -> Kind.RAISED;
      case 1044, 1142, 1143, 1227, 1370 -> Kind.DENIED;
      case 1045, 1698 -> Kind.NOT_LET_IN;
      case 1020, 1040, 1203, 1205, 1206, 1213, 1226, 3572 -> Kind.RETRY;
      case 1317, 1969, 3024 -> Kind.CANCELLED;
      case 1290, 1792, 1836 -> Kind.READ_ONLY;
      case 1049, 1054, 1109, 1146, 1356, 1412 -> Kind.SCHEMA;
      case 1053, 1077, 1079, 1080, 1152, 1158, 1159, 1160, 1161, 1184, 1927 -> Kind.LOST;
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
      case "45" -> Kind.RAISED;
      case "70" -> Kind.CANCELLED;
      default -> Kind.OTHER;
    };
  }
}
