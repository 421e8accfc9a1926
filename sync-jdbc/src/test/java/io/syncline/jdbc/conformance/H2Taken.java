package io.syncline.jdbc.conformance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Carries out each request when it is made, and answers it. H2 makes one for each trigger.
 * Thread-safe.
 */
public final class H2Taken extends TriggerAdapter {

  @Override
  public void fire(Connection connection, @Nullable ResultSet before, @Nullable ResultSet request)
      throws SQLException {
    if (request == null) {
      throw new IllegalStateException("must be called before an insert: trigger=" + triggerName);
    }
    try {
      Request.of(connection, request).carryOut();
      request.updateString("state", "DONE");
    } catch (SQLException e) {
      request.updateString("state", "ERROR");
      request.updateString("message", e.getMessage());
    }
  }

  /**
   * One row of the inbound table.
   *
   * @param table that it asks to change
   * @param names of all its columns
   */
  private record Request(Connection connection, ResultSet row, String table, List<String> names) {

    /** The key stands behind what each request has, and the fields behind it. */
    private static final int KEY = 5;

    static Request of(Connection connection, ResultSet row) throws SQLException {
      H2Product product = new H2Product();
      String inbound = H2OtherSide.table(row);
      List<String> names = new ArrayList<>();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        names.add(product.quoted(row.getMetaData().getColumnName(column)));
      }
      String table = inbound.substring(0, inbound.length() - OtherSide.IN.length());
      return new Request(connection, row, product.quoted(table), names);
    }

    void carryOut() throws SQLException {
      List<Integer> fields = IntStream.rangeClosed(KEY + 1, names.size()).boxed().toList();
      List<Integer> all = Stream.concat(fields.stream(), Stream.of(KEY)).toList();
      String isKey = " where " + name(KEY) + " = ?";
      String operation = row.getString("operation");
      switch (operation) {
        case "I" -> insert(row.getString(KEY) == null ? fields : all);
        case "U" -> run("update " + table + " set " + each(fields, " = ?") + isKey, all);
        case "D" -> run("delete from " + table + isKey, List.of(KEY));
        default -> throw new SQLException("must be I, U or D: operation=" + operation);
      }
    }

    private void insert(List<Integer> columns) throws SQLException {
      String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
      run("insert into " + table + " (" + each(columns, "") + ") values (" + places + ")", columns);
    }

    private String each(List<Integer> columns, String behind) {
      return columns.stream().map(each -> name(each) + behind).collect(Collectors.joining(", "));
    }

    private String name(int column) {
      return names.get(column - 1);
    }

    /** Values travel as text, of which H2 makes what its columns are. */
    private void run(String sql, List<Integer> columns) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
        for (int i = 0; i < columns.size(); i++) {
          statement.setString(i + 1, row.getString(columns.get(i)));
        }
        statement.executeUpdate();
        ResultSet made = statement.getGeneratedKeys();
        if (row.getString(KEY) == null && made.next()) {
          row.updateString(KEY, made.getString(1));
        }
      }
    }
  }
}
