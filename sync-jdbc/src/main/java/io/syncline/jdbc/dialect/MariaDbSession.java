package io.syncline.jdbc.dialect;

import static org.jooq.impl.DSL.inline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** What the variables of a session are while it works for us; what they were is kept in others. */
final class MariaDbSession {

  /**
   * One of them.
   *
   * @param value an expression, in which {@code {0}} stands for the time limit of a statement in
   *     milliseconds
   */
  private record Setting(String variable, String value) {

    String kept() {
      return "@syncline_" + variable;
    }
  }

  /** Time stamps travel in UTC, and a value that does not fit must fail rather than be cut. */
  private static final MariaDbSession STRICT =
      new MariaDbSession(List.of())
          .with("time_zone", "_utf8mb4'+00:00'")
          .with("sql_mode", "concat(@@sql_mode, _utf8mb4',STRICT_ALL_TABLES')");

  private final List<Setting> settings;

  private MariaDbSession(List<Setting> settings) {
    this.settings = List.copyOf(settings);
  }

  /** Unless told so, MySQL's catalogue tells the counter of a table as it was a day ago. */
  static MariaDbSession of(MariaDb.Product product) {
    return switch (product) {
      case MARIADB -> STRICT.with("max_statement_time", "{0} * 0.001");
      case MYSQL ->
          STRICT.with("max_execution_time", "{0}").with("information_schema_stats_expiry", "0");
    };
  }

  private MariaDbSession with(String variable, String value) {
    List<Setting> more = new ArrayList<>(settings);
    more.add(new Setting(variable, value));
    return new MariaDbSession(more);
  }

  void prepare(DSLContext sql, int millis) {
    String kept = each(setting -> setting.kept() + " = @@" + setting.variable());
    String set = each(setting -> setting.variable() + " = " + setting.value());
    sql.execute("set " + kept + ", " + set, inline(millis));
  }

  void restore(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set " + each(setting -> setting.variable() + " = " + setting.kept()));
    }
  }

  private String each(Function<Setting, String> assignment) {
    return settings.stream().map(assignment).collect(Collectors.joining(", "));
  }
}
