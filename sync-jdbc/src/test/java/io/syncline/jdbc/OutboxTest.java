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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host application records in its transactions is told, and nothing else. */
class OutboxTest {

  private final Fixture fixture = new Fixture();
  private final Outbox outbox = Outbox.standard();

  @BeforeEach
  void customers() {
    fixture.run("create table customer (id int primary key, name text)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private ChangeFeed installed() {
    Dataset dataset = fixture.polled("customer", outbox());
    dataset.tracking().orElseThrow().install(LIMIT);
    return dataset.changeFeed().orElseThrow();
  }

  /** As a host application would. */
  private void rename(Connection transaction, int id, String name) throws SQLException {
    try (PreparedStatement update =
        transaction.prepareStatement("update customer set name = ? where id = ?")) {
      update.setString(1, name);
      update.setInt(2, id);
      update.executeUpdate();
    }
    outbox.written(transaction, "customer", id);
  }

  @Test
  void whatIsRecordedIsToldOnceItsTransactionCommits() throws SQLException {
    fixture.run("insert into customer values (1, 'Ann'), (2, 'Bea')");
    ChangeFeed feed = installed();
    Cursor cursor = feed.latest();
    try (Connection kept = fixture.begin();
        Connection undone = fixture.begin()) {
      rename(kept, 1, "Anna");
      rename(undone, 2, "Beate");
      assertThat(changes(feed, cursor, 10)).isEmpty();

      kept.commit();
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
    fixture.run("insert into customer select n, 'n' from generate_series(1, 20) as n");
    ChangeFeed feed = installed();
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
          java.util.stream.IntStream.rangeClosed(3, 18)
              .mapToObj(id -> NativeKey.of("" + id))
              .toList());
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
    installed();
    try (Connection host = fixture.begin()) {
      assertThatThrownBy(() -> outbox.written(host, "invoice", 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("must be installed with feed=outbox, by hub.tracking(): dataset=invoice");
    }
  }

  @Test
  void aChangeOutsideATransactionIsRefused() throws SQLException {
    try (Connection host = fixture.connect()) {
      assertThatThrownBy(() -> outbox.written(host, "customer", 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must be in a transaction: autoCommit=true");
    }
  }

  @Test
  void aKeyHasNoNulls() throws SQLException {
    try (Connection host = fixture.begin()) {
      assertThatThrownBy(() -> outbox.written(host, "customer", 1, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must not hold null: key=[1, null]");
    }
  }

  @Test
  void nothingButTheThreeTablesIsInstalled() {
    installed();

    assertThat(fixture.ask("select count(*) from pg_trigger where not tgisinternal"))
        .isEqualTo("0");
    Dataset dataset = fixture.polled("customer", outbox());
    assertThat(dataset.tracking().orElseThrow().installation(LIMIT)).isEmpty();
  }
}
