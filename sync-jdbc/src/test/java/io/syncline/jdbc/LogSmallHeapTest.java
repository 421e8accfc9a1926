package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.fixture.SmallProcess;
import java.io.IOException;
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

    String read =
        SmallProcess.run(
            HEAP,
            SmallReader.class,
            fixture.database.jdbcUrl(),
            fixture.database.user(),
            fixture.database.password(),
            "customer");

    assertThat(read).isEqualTo("" + ROWS);
  }
}
