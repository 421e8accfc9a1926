package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A transaction is told page by page: it need not fit in memory. */
class LogSmallHeapTest {

  private static final String HEAP = "-Xmx64m";

  /** A million with {@code -Dsyncline.log.rows=1000000}. */
  private static final int ROWS = Integer.getInteger("syncline.log.rows", 200_000);

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aHugeTransactionIsReadInASmallHeap() throws IOException, InterruptedException {
    fixture.run("create table customer (id bigint primary key, name text)");
    fixture.followed("customer");
    fixture.run(
        "insert into customer select n, repeat('x', 200) from generate_series(1, " + ROWS + ") n");

    Process reader = start();
    try {
      String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(reader.waitFor()).as(said).isZero();
      assertThat(said.strip()).isEqualTo("" + ROWS);
    } finally {
      reader.destroyForcibly().waitFor();
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-cp",
            System.getProperty("java.class.path"),
            SmallReader.class.getName(),
            fixture.database.jdbcUrl(),
            fixture.database.user(),
            fixture.database.password(),
            "customer")
        .redirectErrorStream(true)
        .start();
  }
}
