package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.drain;
import static io.syncline.jdbc.PollingFeed.polling;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.spi.ChangeFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MariaDB renews its list of transactions only where nobody has looked for a tenth of a second. */
@Tag("once")
class MariaDbPollingTest {

  private static final int READERS = 6;

  private static final int TURNS = 3;

  private final Fixture fixture = Fixture.mariaDb();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void manyWhoLookAtOnceAreToldNothingThatWasThereBefore() throws Exception {
    fixture.run(
        "create table customer (id int primary key,"
            + " updated_at timestamp(6) not null default current_timestamp(6))",
        "insert into customer (id) values (1)");
    ChangeFeed feed =
        fixture
            .polled("customer", polling("updated_at").overlap(Duration.ZERO))
            .changeFeed()
            .orElseThrow();
    Callable<List<String>> reader =
        () -> {
          List<String> told = new ArrayList<>();
          for (int turn = 0; turn < TURNS; turn++) {
            told.addAll(drain(feed, feed.latest(), 5).keys());
          }
          return told;
        };
    ExecutorService pool = Executors.newFixedThreadPool(READERS);
    try {
      for (Future<List<String>> told : pool.invokeAll(Collections.nCopies(READERS, reader))) {
        assertThat(told.get()).isEmpty();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
