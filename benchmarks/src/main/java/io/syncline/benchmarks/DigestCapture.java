package io.syncline.benchmarks;

import io.syncline.testkit.database.TestDatabases;
import java.io.IOException;
import java.sql.SQLException;

/**
 * What it costs a hub to sweep a PostgreSQL table by digest, beside the cheapest digest of the
 * whole table and beside reading all its rows, in the same run.
 *
 * <p>System properties: {@code benchmark.rows}, 1,000,000 unless given; {@code benchmark.results},
 * a file to write the table to. Those of {@link TestDatabases} say which server serves.
 */
public final class DigestCapture {

  private static final int DEFAULT_ROWS = 1_000_000;

  private DigestCapture() {}

  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    OwnJvm.main(arguments, DigestCapture.class, "1g", DigestCapture::run);
  }

  private static void run() throws SQLException, IOException {
    int rows = Integer.getInteger("benchmark.rows", DEFAULT_ROWS);
    String text;
    try (SweptTable table = new SweptTable(rows)) {
      text = table.machine() + "\n\n" + table.measure();
    }
    Results.publish("Sweeps by digest", text);
  }
}
