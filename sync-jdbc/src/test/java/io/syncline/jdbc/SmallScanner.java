package io.syncline.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.time.Duration;
import java.time.InstantSource;

/** A program that lists a table, and says how many rows there were and the sum of their keys. */
final class SmallScanner {

  private static final Limits LIMITS = new Limits(5_000, Duration.ofMinutes(5));

  private SmallScanner() {}

  /**
   * Lists a table with whole numbers as keys.
   *
   * @param arguments URL, user and password of the database, and the table
   */
  public static void main(String[] arguments) {
    try (HikariDataSource connections = new HikariDataSource()) {
      connections.setJdbcUrl(arguments[0]);
      connections.setUsername(arguments[1]);
      connections.setPassword(arguments[2]);
      try (Adapter adapter =
          JdbcAdapter.on(connections).open(AdapterContext.of(InstantSource.system()))) {
        Dataset dataset = adapter.dataset(DatasetSpec.of(arguments[3]));
        System.out.println(list(dataset.scanner().orElseThrow()));
      }
    }
  }

  private static String list(Scanner scanner) {
    long rows = 0;
    long sum = 0;
    ScanPage page = scanner.start(LIMITS);
    while (true) {
      rows += page.entries().size();
      sum +=
          page.entries().stream().mapToLong(entry -> Long.parseLong(entry.key().toString())).sum();
      if (page.next().isEmpty()) {
        return rows + " rows, keys add up to " + sum;
      }
      page = scanner.resume(page.next().get(), LIMITS);
    }
  }
}
