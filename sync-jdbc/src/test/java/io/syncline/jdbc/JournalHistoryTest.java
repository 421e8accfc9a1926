package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.JournalFeed.journal;
import static io.syncline.jdbc.OutboxFeed.outbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Histories from a seed: writers whose transactions stay open over many polls, savepoints, roll
 * backs, changed keys, readers that restart, and purges in between. Whoever follows the feed to its
 * end knows the table.
 */
@Tag("once")
class JournalHistoryTest {

  private static final int WRITERS = 5;
  private static final int KEYS = 30;
  private static final int STEPS = 600;

  /** So many polls settle what was rolled back, and purge what all have read. */
  private static final int SETTLING = 6;

  /** How a product says what is said here. */
  private enum Product {
    POSTGRESQL(
        "syncline.journal", "insert into", "on conflict (id) do update set name = excluded.name") {
      @Override
      FollowedDatabase database() {
        return new Fixture();
      }
    },
    MARIADB("syncline_journal", "insert into", "on duplicate key update name = values(name)") {
      @Override
      FollowedDatabase database() {
        return Fixture.mariaDb();
      }
    },
    H2("syncline_journal", "merge into", "") {
      @Override
      FollowedDatabase database() {
        return new H2Fixture(H2Fixture.Names.AS_WRITTEN);
      }
    },
    /** Its writers note what they do. */
    H2_RECORDED("syncline_journal", "merge into", "") {
      @Override
      FollowedDatabase database() {
        return new H2Fixture(H2Fixture.Names.AS_WRITTEN);
      }

      @Override
      DatasetOptions feed() {
        return outbox();
      }

      @Override
      boolean recorded() {
        return true;
      }
    };

    private final String journal;
    private final String upsert;
    private final String elseUpdate;

    Product(String journal, String upsert, String elseUpdate) {
      this.journal = journal;
      this.upsert = upsert;
      this.elseUpdate = elseUpdate;
    }

    abstract FollowedDatabase database();

    DatasetOptions feed() {
      return journal();
    }

    boolean recorded() {
      return false;
    }
  }

  private Product product;
  private FollowedDatabase fixture;
  private final Map<String, String> followed = new TreeMap<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 1",
    "POSTGRESQL, 2",
    "POSTGRESQL, 3",
    "POSTGRESQL, 4",
    "MARIADB, 1",
    "MARIADB, 2",
    "MARIADB, 3",
    "MARIADB, 4",
    "H2, 1",
    "H2, 2",
    "H2, 3",
    "H2, 4",
    "H2_RECORDED, 1",
    "H2_RECORDED, 2",
    "H2_RECORDED, 3",
    "H2_RECORDED, 4"
  })
  void whoFollowsToTheEndKnowsTheTable(Product of, long seed) throws SQLException {
    product = of;
    fixture = of.database();
    fixture.run("create table customer (id int primary key, name varchar(40))");
    fixture.polled("customer", product.feed()).tracking().orElseThrow().install(LIMIT);
    SplittableRandom random = new SplittableRandom(seed);
    List<Writer> writers = new ArrayList<>();
    try {
      for (int i = 0; i < WRITERS; i++) {
        writers.add(new Writer(fixture.connect(), product));
      }
      ChangeFeed feed = opened();
      Cursor cursor = feed.latest();
      for (int step = 0; step < STEPS; step++) {
        writers.get(random.nextInt(WRITERS)).step(random, writers, step);
        if (random.nextInt(6) == 0) {
          // whoever is opened anew tells its place, and purges
          feed = random.nextInt(3) == 0 ? opened() : feed;
          cursor = followed(feed.poll(cursor, rows(1 + random.nextInt(9))));
        }
      }
      for (Writer each : writers) {
        each.end(true);
      }
      ChangePage page;
      do {
        page = opened().poll(cursor, rows(1 + random.nextInt(50)));
        cursor = followed(page);
      } while (page.more());

      assertThat(followed).as("seed=%s", seed).isEqualTo(table());
      for (int poll = 0; poll < SETTLING; poll++) {
        page = opened().poll(cursor, rows(10));
        assertThat(page.changes()).as("seed=%s", seed).isEmpty();
        cursor = page.next();
      }
      assertThat(fixture.ask("select count(*) from " + product.journal))
          .as("what was read is purged: seed=%s", seed)
          .isEqualTo("0");
    } finally {
      for (Writer each : writers) {
        each.connection.close();
      }
    }
  }

  private ChangeFeed opened() {
    Dataset dataset = fixture.polled("customer", product.feed());
    return dataset.changeFeed().orElseThrow();
  }

  private Cursor followed(ChangePage page) {
    for (Change change : page.changes()) {
      if (change instanceof Change.Upserted shown) {
        Value name = shown.image().row().get("name").orElseThrow();
        followed.put(change.key().toString(), name.toString());
      } else {
        followed.remove(change.key().toString());
      }
    }
    return page.next();
  }

  private Map<String, String> table() {
    Map<String, String> rows = new TreeMap<>();
    try (Connection connection = fixture.connect();
        ResultSet found =
            connection.createStatement().executeQuery("select id, name from customer")) {
      while (found.next()) {
        rows.put(found.getString(1), found.getString(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  /** One connection with a transaction that ends some time; it waits for no other. */
  private static final class Writer {

    private final Outbox outbox = Outbox.standard();
    private final Connection connection;
    private final Product product;
    private final TreeSet<Integer> touched = new TreeSet<>();
    private boolean saved;

    Writer(Connection connection, Product product) throws SQLException {
      this.connection = connection;
      this.product = product;
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
    }

    void step(SplittableRandom random, List<Writer> all, int step) throws SQLException {
      int key = random.nextInt(KEYS);
      int other = random.nextInt(KEYS);
      switch (random.nextInt(12)) {
        case 0, 1 -> end(random.nextInt(4) > 0);
        case 2 -> savepoint(random.nextBoolean());
        case 3 -> delete(key, all);
        case 4, 5 -> move(key, other, all);
        default -> upsert(key, all, "n" + step);
      }
    }

    private boolean takes(int key, List<Writer> all) {
      boolean free = all.stream().noneMatch(each -> each != this && each.touched.contains(key));
      if (free) {
        touched.add(key);
      }
      return free;
    }

    private void upsert(int key, List<Writer> all, String name) throws SQLException {
      if (takes(key, all)) {
        run(
            product.upsert
                + " customer values ("
                + key
                + ", '"
                + name
                + "') "
                + product.elseUpdate);
        if (product.recorded()) {
          outbox.written(connection, "customer", key);
        }
      }
    }

    private void delete(int key, List<Writer> all) throws SQLException {
      if (takes(key, all)) {
        run("delete from customer where id = " + key);
        if (product.recorded()) {
          outbox.deleted(connection, "customer", key);
        }
      }
    }

    private void move(int from, int to, List<Writer> all) throws SQLException {
      if (from != to && takes(from, all) && takes(to, all)) {
        run("delete from customer where id = " + to);
        run("update customer set id = " + to + " where id = " + from);
        if (product.recorded()) {
          outbox.deleted(connection, "customer", to);
          outbox.moved(connection, "customer", NativeKey.of("" + from), NativeKey.of("" + to));
        }
      }
    }

    private void savepoint(boolean undo) throws SQLException {
      if (!saved) {
        run("savepoint s");
      } else if (undo) {
        run("rollback to savepoint s");
      } else {
        run("release savepoint s");
      }
      saved = !saved || undo;
    }

    void end(boolean kept) throws SQLException {
      if (kept) {
        connection.commit();
      } else {
        connection.rollback();
      }
      touched.clear();
      saved = false;
    }

    private void run(String statement) throws SQLException {
      try (Statement each = connection.createStatement()) {
        each.execute(statement);
      }
    }
  }
}
