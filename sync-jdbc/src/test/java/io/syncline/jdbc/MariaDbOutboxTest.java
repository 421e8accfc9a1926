package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.changes;
import static io.syncline.jdbc.OutboxFeed.outbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetOptions;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host application records in its transactions on MariaDB is told, and nothing else. */
class MariaDbOutboxTest {

  private final Fixture fixture = database();
  private final Outbox outbox = Outbox.standard();

  Fixture database() {
    return Fixture.mariaDb();
  }

  /** Another one on the same server. */
  TestDatabase other() {
    return TestDatabases.mariadb();
  }

  @BeforeEach
  void customers() {
    fixture.run(
        "create table customer (id int primary key, name varchar(40))",
        "insert into customer select seq, 'n' from " + Fixture.numbers(1, 20));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private ChangeFeed installed(DatasetOptions feed) {
    Dataset dataset = fixture.polled("customer", feed);
    dataset.tracking().orElseThrow().install(LIMIT);
    return dataset.changeFeed().orElseThrow();
  }

  @Test
  void whatIsRecordedIsToldOnceItsTransactionCommitsHoweverLate() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    try (Connection late = fixture.begin("update customer set name = 'a' where id = 1");
        Connection undone = fixture.begin("update customer set name = 'b' where id = 2")) {
      outbox.written(late, "customer", 1);
      outbox.written(undone, "customer", 2);
      try (Connection soon = fixture.begin("update customer set name = 'c' where id = 3")) {
        outbox.written(soon, "customer", 3);
        soon.commit();
      }
      for (int poll = 0; poll < 6; poll++) {
        Fixture.Drained drained = Fixture.drain(feed, cursor, 10);
        assertThat(drained.keys()).isEqualTo(poll == 0 ? List.of("3") : List.of());
        cursor = drained.next();
      }

      late.commit();
      undone.rollback();
    }

    assertThat(changes(feed, cursor, 10))
        .singleElement()
        .isInstanceOf(Change.Upserted.class)
        .extracting(Change::key)
        .isEqualTo(NativeKey.of("1"));
  }

  @Test
  void deletesMovesAndManyAtOnceAreTold() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    List<NativeKey> last = List.of(NativeKey.of("19"), NativeKey.of("20"));
    try (Connection host =
        fixture.begin(
            "delete from customer where id in (1, 19, 20)",
            "update customer set id = 102 where id = 2",
            "update customer set name = 'm' where id between 3 and 18")) {
      outbox.deleted(host, "customer", 1);
      outbox.moved(host, "customer", NativeKey.of("2"), NativeKey.of("102"));
      outbox.allWritten(
          host,
          "customer",
          IntStream.rangeClosed(3, 18).mapToObj(id -> NativeKey.of("" + id)).toList());
      outbox.allDeleted(host, "customer", last);
      host.commit();
    }

    List<Change> changes = changes(feed, cursor, 7);
    assertThat(changes)
        .hasSize(21)
        .contains(new Change.Moved(NativeKey.of("2"), NativeKey.of("102")));
    for (String gone : List.of("1", "19", "20")) {
      assertThat(changes)
          .contains(new Change.Deleted(NativeKey.of(gone), Optional.empty(), Optional.empty()));
    }
  }

  @Test
  void whatIsNotInstalledIsRefusedLoudly() throws SQLException {
    try (Connection host = fixture.begin()) {
      assertThatThrownBy(() -> outbox.written(host, "customer", 1))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("syncline_dataset' doesn't exist");
    }
    installed(outbox());
    try (Connection host = fixture.begin()) {
      assertThatThrownBy(() -> outbox.written(host, "invoice", 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("must be installed with feed=outbox, by hub.tracking(): dataset=invoice");
    }
  }

  @Test
  void recordingHoldsUpNoPurge() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    try (Connection host = fixture.begin()) {
      outbox.written(host, "customer", 1);
      host.commit();
    }
    try (Connection held = fixture.begin()) {
      outbox.written(held, "customer", 2);
      Cursor read = Fixture.drain(feed, cursor, 10).next();

      fixture.polled("customer", outbox()).changeFeed().orElseThrow().poll(read, Fixture.rows(10));

      assertThat(fixture.ask("select count(*) from syncline_journal")).isEqualTo("0");
      held.commit();
    }
  }

  @Test
  void theTablesMayStandInAnotherDatabase() throws SQLException {
    try (TestDatabase other = other()) {
      ChangeFeed feed = installed(outbox().schema(other.name()));
      Cursor cursor = feed.latest();
      try (Connection host = fixture.begin()) {
        Outbox.in(other.name()).written(host, "customer", 5);
        host.commit();
      }

      assertThat(Fixture.drain(feed, cursor, 10).keys()).containsExactly("5");
    }
  }

  @Test
  void theApplicationNeedsTheRightsThatAreNamed() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    String database = fixture.database.name();
    String app = "app" + database.substring(database.length() - 20);
    fixture.run(
        "create user " + app + " identified by '" + app + "'",
        "grant select on " + database + ".syncline_dataset to " + app,
        "grant insert on " + database + ".syncline_journal to " + app);
    try (Connection host = DriverManager.getConnection(fixture.database.jdbcUrl(), app, app)) {
      host.setAutoCommit(false);
      outbox.written(host, "customer", 7);
      host.commit();
    } finally {
      fixture.run("drop user " + app);
    }

    assertThat(Fixture.drain(feed, cursor, 10).keys()).containsExactly("7");
  }

  @Test
  void nothingButTheThreeTablesIsInstalled() throws SQLException {
    installed(outbox());

    try (Connection connection = fixture.connect();
        Statement statement = connection.createStatement()) {
      ResultSet found = statement.executeQuery("show tables like 'syncline%'");
      int tables = 0;
      while (found.next()) {
        tables++;
      }
      assertThat(tables).isEqualTo(3);
      assertThat(statement.executeQuery("show triggers").next()).isFalse();
    }
    Dataset dataset = fixture.polled("customer", outbox());
    assertThat(dataset.tracking().orElseThrow().installation(LIMIT)).isEmpty();
  }
}
