package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.JdbcState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyArraysTest {

  private static final int PLACE = 7;
  private static final int ROWS = 1_000;
  private static final Pattern READ = Pattern.compile("scanCount: (\\d+)");

  private final StateSql sql = new StateSql(SQLDialect.H2, Optional.of("PUBLIC"));
  private final KeyArrays keys = new KeyArrays(sql);
  @TempDir private Path folder;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    Path file = folder.resolve("state");
    JdbcState.h2(file).close();
    connection = DriverManager.getConnection("jdbc:h2:file:" + file, "sa", "");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void recordsAreFoundWithoutReadingTheOthers() throws SQLException {
    assertFound(StateTable.RECORD, number -> number, number -> new byte[] {(byte) number});
  }

  @Test
  void linksAreFoundWithoutReadingTheOthers() throws SQLException {
    assertFound(StateTable.LINK, KeyArraysTest::bytes, number -> number);
  }

  @Test
  void noKeysFindNothing() throws SQLException {
    assertThat(found(StateTable.RECORD, List.of())).isEmpty();
  }

  private void assertFound(StateTable table, LongFunction<Object> key, LongFunction<Object> rest)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (long i = 1; i <= ROWS; i++) {
      rows.add(new Object[] {PLACE, key.apply(i), rest.apply(i)});
      rows.add(new Object[] {PLACE + 1, key.apply(i), rest.apply(i)});
    }
    new RowBatches(sql).insert(connection, table, rows);
    List<Object> some = List.of(key.apply(3), key.apply(700), key.apply(ROWS + 1));

    assertThat(found(table, some))
        .usingRecursiveComparison()
        .isEqualTo(List.of(key.apply(3), key.apply(700)));
    assertThat(read(table, some)).as("rows that were read").isLessThan(20);
  }

  private List<Object> found(StateTable table, List<Object> some) throws SQLException {
    List<Object> found = new ArrayList<>();
    keys.find(connection, table, PLACE, some, row -> found.add(row.getObject(1)));
    return found;
  }

  /** As H2 counts them. */
  private long read(StateTable table, List<Object> some) throws SQLException {
    long read = 0;
    try (PreparedStatement explain =
        connection.prepareStatement("explain analyze " + keys.finder(table))) {
      explain.setObject(1, some.toArray());
      explain.setInt(2, PLACE);
      try (ResultSet plan = explain.executeQuery()) {
        plan.next();
        Matcher counts = READ.matcher(plan.getString(1));
        while (counts.find()) {
          read += Long.parseLong(counts.group(1));
        }
      }
    }
    assertThat(read).isPositive();
    return read;
  }

  private static byte[] bytes(long number) {
    return ("key " + number).getBytes(StandardCharsets.UTF_8);
  }
}
