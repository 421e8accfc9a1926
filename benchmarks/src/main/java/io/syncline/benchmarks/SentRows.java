package io.syncline.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Customers as texts, to be sent.
 *
 * @param columns a list of texts for each column, in the order of {@link Customers#COLUMNS}; null
 *     where the value is
 */
record SentRows(List<String[]> columns) {

  private static final String[] NAMES = Customers.COLUMNS.split(", ");

  /** As many customers, which are made in a table of their own. */
  static SentRows made(Customers source, int rows) throws SQLException {
    source.create();
    source.fill(rows);
    List<String[]> columns = Arrays.stream(NAMES).map(name -> new String[rows]).toList();
    String texts =
        Arrays.stream(NAMES).map(name -> name + "::text").collect(Collectors.joining(","));
    try (Connection connection = source.database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select " + texts + " from " + source.table() + " order by id")) {
      for (int row = 0; result.next(); row++) {
        for (int column = 0; column < NAMES.length; column++) {
          columns.get(column)[row] = result.getString(column + 1);
        }
      }
    }
    return new SentRows(columns);
  }

  int size() {
    return columns.get(0).length;
  }

  SentRows part(int from, int to) {
    return new SentRows(
        columns.stream().map(column -> Arrays.copyOfRange(column, from, to)).toList());
  }

  /** {@code c1, c2, ...} with {@code after} behind each. */
  static String names(String after) {
    return IntStream.rangeClosed(1, NAMES.length)
        .mapToObj(number -> "c" + number + after)
        .collect(Collectors.joining(", "));
  }

  void setArrays(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Array array = statement.getConnection().createArrayOf("text", columns.get(i));
      statement.setArray(i + 1, array);
    }
  }

  /** In COPY's text format, each row behind its place. */
  byte[] lines() {
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < size(); row++) {
      List<String> texts = new ArrayList<>();
      texts.add(Integer.toString(row + 1));
      for (String[] column : columns) {
        texts.add(column[row] == null ? "\\N" : escaped(column[row]));
      }
      lines.append(String.join("\t", texts)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
