package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.ScanPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Transactions by chance: several at a time, with savepoints and roll-backs, changes of keys and of
 * another table, streams that are cut and readers that begin anew. A listing, then the feed from
 * its anchor: whoever takes in both knows the table as it is.
 */
class LogPropertyTest {

  private static final int STEPS = 400;
  private static final int KEYS = 40;
  private static final int CONNECTIONS = 3;

  private final Fixture fixture = new Fixture();
  private final Map<NativeKey, Row> known = new HashMap<>();
  private final List<Connection> writers = new ArrayList<>();
  private Dataset customer;
  private Cursor cursor;

  @AfterEach
  void close() throws SQLException {
    for (Connection writer : writers) {
      writer.close();
    }
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aListingAndTheFeedFromItsAnchorTellTheTableAsItIs(long seed) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    fixture.run(
        "create table customer (id int primary key, name text, n int)",
        "create table other (id serial primary key, filler text)");
    customer = fixture.followed("customer");
    for (int i = 0; i < CONNECTIONS; i++) {
      Connection writer = fixture.begin("set lock_timeout = '50ms'");
      writer.commit();
      writers.add(writer);
    }

    for (int step = 0; step < STEPS; step++) {
      if (step == STEPS / 4) {
        list();
      }
      write(random, writers.get(random.nextInt(CONNECTIONS)));
      if (cursor != null && random.nextInt(5) == 0) {
        read(random);
      }
    }
    for (Connection writer : writers) {
      writer.commit();
    }
    drain(7);

    assertThat(known).as("seed %s", seed).isEqualTo(listed());
  }

  private void list() {
    ScanPage page = customer.scanner().orElseThrow().start(rows(1_000));
    page.entries().forEach(entry -> known.put(entry.key(), entry.image().row()));
    cursor = page.anchor().orElseThrow();
  }

  private Map<NativeKey, Row> listed() {
    Map<NativeKey, Row> listed = new HashMap<>();
    customer
        .scanner()
        .orElseThrow()
        .start(rows(1_000))
        .entries()
        .forEach(entry -> listed.put(entry.key(), entry.image().row()));
    return listed;
  }

  /** What a lock or a key in the way refuses is rolled back as a whole. */
  private static void write(SplittableRandom random, Connection writer) throws SQLException {
    int id = random.nextInt(KEYS);
    String statement =
        switch (random.nextInt(12)) {
          case 0, 1, 2 ->
              "insert into customer values ("
                  + id
                  + ", 'new', "
                  + random.nextInt(100)
                  + ") on conflict do nothing";
          case 3, 4, 5 -> "update customer set n = " + random.nextInt(100) + " where id = " + id;
          case 6 -> "delete from customer where id = " + id;
          case 7 -> "update customer set id = " + random.nextInt(KEYS) + " where id = " + id;
          case 8 -> "insert into other (filler) values (repeat('x', 100))";
          case 9 -> "savepoint s";
          case 10 -> "rollback to savepoint s";
          default -> random.nextInt(4) == 0 ? "rollback" : "commit";
        };
    try (Statement each = writer.createStatement()) {
      if (statement.equals("commit")) {
        writer.commit();
      } else {
        each.execute(statement);
      }
    } catch (SQLException e) {
      writer.rollback();
    }
  }

  private void read(SplittableRandom random) {
    int chance = random.nextInt(10);
    if (chance == 0) {
      fixture.ask(
          "select count(pg_terminate_backend(active_pid)) from pg_replication_slots"
              + " where active and database = current_database()");
    } else if (chance == 1) {
      fixture.adapters.remove(0).close();
      customer = fixture.followed("customer");
    } else if (chance == 2) {
      page(1 + random.nextInt(3)); // told, and forgotten before it was stored
    } else if (chance < 6) {
      take(page(1 + random.nextInt(3)));
    } else {
      drain(1 + random.nextInt(9));
    }
  }

  private ChangePage page(int maxRows) {
    ChangeFeed feed = customer.changeFeed().orElseThrow();
    return feed.poll(cursor, rows(maxRows));
  }

  private void drain(int maxRows) {
    ChangePage page;
    do {
      page = page(maxRows);
      take(page);
    } while (page.more());
  }

  private void take(ChangePage page) {
    for (Change change : page.changes()) {
      if (change instanceof Change.Upserted upserted) {
        known.put(upserted.key(), upserted.image().row());
      } else if (change instanceof Change.Moved moved) {
        known.remove(moved.key());
      } else {
        known.remove(change.key());
      }
    }
    cursor = page.next();
  }
}
