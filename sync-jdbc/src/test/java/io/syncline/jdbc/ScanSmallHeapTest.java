package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import io.syncline.testkit.fixture.SmallProcess;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A table is listed page by page: it need not fit in memory. */
class ScanSmallHeapTest {

  private static final String HEAP = "-Xmx64m";

  /** Ten million with {@code -Dsyncline.scan.rows=10000000}. */
  private static final long ROWS = Long.getLong("syncline.scan.rows", 200_000);

  @Test
  void aTableOfPostgreSqlLargerThanTheHeapIsListedWhole()
      throws IOException, InterruptedException, SQLException {
    try (TestDatabase database = TestDatabases.postgresql()) {
      assertListedWhole(
          database, "select n, repeat('x', 500) from generate_series(1, " + ROWS + ") n");
    }
  }

  @Test
  void aTableOfMariaDbLargerThanTheHeapIsListedWhole()
      throws IOException, InterruptedException, SQLException {
    try (TestDatabase database = TestDatabases.mariadb()) {
      assertListedWhole(database, "select seq, repeat('x', 500) from seq_1_to_" + ROWS);
    }
  }

  private static void assertListedWhole(TestDatabase database, String rows)
      throws IOException, InterruptedException, SQLException {
    TwoDatabases.run(
        database,
        "create table document (id bigint primary key, body text)",
        "insert into document " + rows);

    String listed =
        SmallProcess.run(
            HEAP,
            SmallScanner.class,
            database.jdbcUrl(),
            database.user(),
            database.password(),
            "document");

    assertThat(listed).isEqualTo(ROWS + " rows, keys add up to " + ROWS * (ROWS + 1) / 2);
  }
}
