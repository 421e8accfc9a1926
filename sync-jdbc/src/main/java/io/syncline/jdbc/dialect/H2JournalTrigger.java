package io.syncline.jdbc.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.tools.TriggerAdapter;

/**
 * Notes the key of each row that is written to a table of H2, in the transaction that writes it.
 * The database makes it by the name of this class, so its server must have this jar, for as long as
 * the trigger stands. What it does stands in a constant of the schema that has the trigger's name:
 * see {@link H2Triggers}. Thread-safe.
 */
public final class H2JournalTrigger extends TriggerAdapter {

  private volatile Optional<Noting> noting = Optional.empty();

  /**
   * What is done for a row.
   *
   * @param line notes an operation of one key
   * @param move notes an operation, a key and a new key
   * @param columns of the key, in its order
   */
  private record Noting(String line, String move, List<String> columns) {}

  /** Called by the database. A key that becomes null is a row that is gone. */
  @Override
  public void fire(Connection database, ResultSet before, ResultSet after) throws SQLException {
    Noting how = noting(database);
    Optional<Object[]> old = key(before, how.columns());
    Optional<Object[]> now = key(after, how.columns());
    if (old.isPresent() && now.isEmpty()) {
      note(database, how.line(), JournalOperation.DELETED, old.get());
    } else if (old.isPresent() && !Arrays.deepEquals(old.get(), now.get())) {
      Object[] both = Stream.of(old.get(), now.get()).flatMap(Arrays::stream).toArray();
      note(database, how.move(), JournalOperation.MOVED, both);
    }
    if (now.isPresent()) {
      note(database, how.line(), JournalOperation.WRITTEN, now.get());
    }
  }

  /** Read once: a trigger is made anew whenever its constant is. */
  private Noting noting(Connection database) throws SQLException {
    Noting known = noting.isPresent() ? noting.get() : read(database);
    noting = Optional.of(known);
    return known;
  }

  /** Where H2 makes a table anew to alter it, it calls the trigger by a longer name meanwhile. */
  private Noting read(Connection database) throws SQLException {
    String name = triggerName.substring(triggerName.indexOf(H2Triggers.PREFIX));
    String constant =
        Stream.of(schemaName, name)
            .map(each -> '"' + each.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining("."));
    try (PreparedStatement query = database.prepareStatement("values " + constant);
        ResultSet result = query.executeQuery()) {
      result.next();
      List<String> lines = result.getString(1).lines().toList();
      return new Noting(lines.get(0), lines.get(1), lines.subList(2, lines.size()));
    }
  }

  /** Empty where there is no row, or a part of its key is null. */
  private static Optional<Object[]> key(ResultSet row, List<String> columns) throws SQLException {
    if (row == null) {
      return Optional.empty();
    }
    ResultSetMetaData described = row.getMetaData();
    Object[] key = new Object[columns.size()];
    for (int column = 1; column <= described.getColumnCount(); column++) {
      int part = columns.indexOf(described.getColumnName(column));
      if (part >= 0) {
        key[part] = value(row, column, described.getColumnType(column));
      }
    }
    return Arrays.asList(key).contains(null) ? Optional.empty() : Optional.of(key);
  }

  /** Without the detour by the JVM's time zone that H2's usual classes take. */
  private static Object value(ResultSet row, int column, int type) throws SQLException {
    return switch (type) {
      case Types.DATE -> row.getObject(column, LocalDate.class);
      case Types.TIME -> row.getObject(column, LocalTime.class);
      case Types.TIMESTAMP -> row.getObject(column, LocalDateTime.class);
      case Types.TIMESTAMP_WITH_TIMEZONE -> row.getObject(column, OffsetDateTime.class);
      default -> row.getObject(column);
    };
  }

  private static void note(
      Connection database, String statement, JournalOperation operation, Object[] values)
      throws SQLException {
    try (PreparedStatement line = database.prepareStatement(statement)) {
      line.setString(1, operation.code());
      for (int i = 0; i < values.length; i++) {
        line.setObject(i + 2, values[i]);
      }
      line.executeUpdate();
    }
  }
}
