package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.changes;
import static io.syncline.jdbc.OutboxFeed.outbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of an outbox on every database whose entries are known by their positions. */
abstract class OutboxFacts {

  final Outbox outbox = Outbox.standard();

  /** It keeps names as they are written. */
  abstract FollowedDatabase database();

  /** Adds twenty customers. */
  abstract void fill();

  @BeforeEach
  void customers() {
    database().run("create table customer (id int primary key, name varchar(40))");
    fill();
  }

  @AfterEach
  void close() {
    database().close();
  }

  ChangeFeed installed(DatasetOptions feed) {
    Dataset dataset = database().polled("customer", feed);
    dataset.tracking().orElseThrow().install(LIMIT);
    return dataset.changeFeed().orElseThrow();
  }

  @Test
  void whatIsRecordedIsToldOnceItsTransactionCommitsHoweverLate() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    try (Connection late = database().begin("update customer set name = 'a' where id = 1");
        Connection undone = database().begin("update customer set name = 'b' where id = 2")) {
      outbox.written(late, "customer", 1);
      outbox.written(undone, "customer", 2);
      try (Connection soon = database().begin("update customer set name = 'c' where id = 3")) {
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
        database()
            .begin(
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
  void recordingHoldsUpNoPurge() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    try (Connection host = database().begin()) {
      outbox.written(host, "customer", 1);
      host.commit();
    }
    try (Connection held = database().begin()) {
      outbox.written(held, "customer", 2);
      Cursor read = Fixture.drain(feed, cursor, 10).next();

      database()
          .polled("customer", outbox())
          .changeFeed()
          .orElseThrow()
          .poll(read, Fixture.rows(10));

      assertThat(database().ask("select count(*) from syncline_journal")).isEqualTo("0");
      held.commit();
    }
  }
}
