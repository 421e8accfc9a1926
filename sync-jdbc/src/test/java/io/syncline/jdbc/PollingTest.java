package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.drain;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.PollingFeed.polling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.Fixture.Drained;
import io.syncline.spi.AdapterException;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.ScanPage;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollingTest {

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void customers() {
    fixture.run(
        "create table customer (id int primary key, name text,"
            + " updated_at timestamptz not null default now())",
        "create index on customer (updated_at)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private ChangeFeed feed() {
    return fixture
        .polled("customer", polling("updated_at").overlap(Duration.ZERO))
        .changeFeed()
        .orElseThrow();
  }

  private void insert(int id) {
    fixture.run("insert into customer (id, name) values (" + id + ", 'n')");
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (Statement each = connection.createStatement()) {
      each.execute(statement);
    }
  }

  @Test
  void rowsOfATransactionThatCommitsLateArrive() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held = fixture.begin("insert into customer (id, name) values (1, 'late')")) {
      for (int id = 10; id < 15; id++) {
        insert(id);
        Drained drained = drain(feed, cursor, 2);
        assertThat(drained.keys()).contains("" + id).doesNotContain("1");
        cursor = drained.next();
      }

      held.commit();
    }

    assertThat(drain(feed, cursor, 2).keys()).contains("1");
  }

  @Test
  void rowsOfATransactionThatWroteLongAfterItsBeginningArrive() throws SQLException {
    ChangeFeed feed = feed();
    try (Connection held = fixture.begin()) {
      Cursor cursor = feed.latest();
      insert(10);
      cursor = drain(feed, cursor, 5).next();
      insert(11);
      cursor = drain(feed, cursor, 5).next();

      execute(held, "insert into customer (id, name) values (1, 'late')");
      held.commit();

      assertThat(drain(feed, cursor, 5).keys()).contains("1");
    }
  }

  @Test
  void rowsWrittenUnderASavepointArrive() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held =
        fixture.begin("savepoint s", "insert into customer (id) values (1)", "release s")) {
      for (int id = 10; id < 13; id++) {
        insert(id);
        cursor = drain(feed, cursor, 5).next();
      }

      held.commit();
    }

    assertThat(drain(feed, cursor, 5).keys()).contains("1");
  }

  @Test
  void rowsOfAnAccountWhoseTransactionsAreHiddenArrive() throws SQLException {
    String role = "reader_" + fixture.database.name();
    fixture.run(
        "create role " + role + " login password 'p'", "grant select on customer to " + role);
    try {
      org.postgresql.ds.PGSimpleDataSource limited = new org.postgresql.ds.PGSimpleDataSource();
      limited.setUrl(fixture.database.jdbcUrl());
      limited.setUser(role);
      limited.setPassword("p");
      ChangeFeed feed =
          fixture
              .open(JdbcAdapter.on(limited))
              .dataset(
                  io.syncline.spi.DatasetSpec.of("customer")
                      .withOptions(polling("updated_at").overlap(Duration.ZERO).options()))
              .changeFeed()
              .orElseThrow();
      try (Connection held = fixture.begin("insert into customer (id) values (1)")) {
        Cursor cursor = feed.latest();
        insert(10);
        cursor = drain(feed, cursor, 5).next();
        try (Connection later = fixture.begin()) {
          insert(11);
          cursor = drain(feed, cursor, 5).next();
          execute(later, "insert into customer (id) values (2)");
          held.commit();
          Drained drained = drain(feed, cursor, 5);
          assertThat(drained.keys()).contains("1");
          cursor = drained.next();
          later.commit();
        }
        assertThat(drain(feed, cursor, 5).keys()).contains("2");
      }
    } finally {
      fixture.run("drop owned by " + role, "drop role " + role);
    }
  }

  @Test
  void equalStampsAtThePageBorderAreNotLost() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("insert into customer (id) select generate_series(1, 7)");

    assertThat(drain(feed, cursor, 2).keys()).containsExactly("1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void whatIsWrittenWhilePagesAreReadArrives() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("insert into customer (id) select generate_series(1, 4)");
    ChangePage first = feed.poll(cursor, rows(2));

    fixture.run("update customer set name = 'again', updated_at = now() where id = 1");
    Drained rest = drain(feed, first.next(), 2);

    assertThat(rest.keys()).contains("3", "4");
    Drained following = drain(feed, rest.next(), 2);
    assertThat(rest.keys().contains("1") || following.keys().contains("1")).isTrue();
  }

  @Test
  void theAnchorOfAListingIsTakenBeforeItsFirstRow() {
    insert(1);
    var dataset = fixture.polled("customer", polling("updated_at"));
    ScanPage page = dataset.scanner().orElseThrow().start(rows(10));
    insert(2);

    assertThat(page.complete()).isTrue();
    assertThat(drain(dataset.changeFeed().orElseThrow(), page.anchor().orElseThrow(), 5).keys())
        .containsExactly("2");
  }

  @Test
  void stampsWithinTheOverlapAreFoundAndNothingElseIsHandedOutTwice() {
    ChangeFeed feed =
        fixture
            .polled("customer", polling("updated_at").overlap(Duration.ofMinutes(10)))
            .changeFeed()
            .orElseThrow();
    Cursor cursor = feed.latest();
    insert(1);
    cursor = drain(feed, cursor, 5).next();

    fixture.run("insert into customer values (2, 'x', now() - interval '9 minutes')");
    Drained drained = drain(feed, cursor, 5);

    assertThat(drained.keys()).containsExactly("2");
    assertThat(drain(feed, drained.next(), 5).keys()).isEmpty();
  }

  @Test
  void latestThenAChangeGivesExactlyThatChange() {
    insert(1);
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    insert(2);

    assertThat(drain(feed, cursor, 5).keys()).containsExactly("2");
    assertThat(drain(feed, cursor, 5).keys()).containsExactly("2");
  }

  @Test
  void anIdleFeedGivesAnEmptyPageAndADelay() {
    ChangeFeed feed = feed();

    ChangePage page = feed.poll(feed.latest(), rows(5));

    assertThat(page.changes()).isEmpty();
    assertThat(page.more()).isFalse();
    assertThat(page.delay()).isPositive();
  }

  @Test
  void aFeedFromItsBeginningGivesEverything() {
    fixture.run("insert into customer (id) select generate_series(1, 25)");
    ChangeFeed feed = feed();

    assertThat(drain(feed, feed.earliest(), 7).keys())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 25).mapToObj(Integer::toString).toList());
  }

  @Test
  void aCursorOfAnotherQueryIsRefused() {
    fixture.run("create table other (id int primary key, updated_at timestamptz)");
    Cursor cursor = feed().latest();
    ChangeFeed other = fixture.polled("other", polling("updated_at")).changeFeed().orElseThrow();

    assertThatThrownBy(() -> other.poll(cursor, rows(5)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("must be of jdbc/1 polling public.other");
  }

  @Test
  void aDatabaseThatIsOlderThanTheCursorWasRewound() {
    Cursor now = feed().latest();
    ByteBuffer position = ByteBuffer.wrap(now.position());
    position.putLong(0, position.getLong(0) + 1_000_000);
    Cursor ahead =
        new Cursor(now.adapter(), now.format(), now.query(), position.array(), now.hint());

    assertThatThrownBy(() -> feed().poll(ahead, rows(5)))
        .isInstanceOf(AdapterException.Rewound.class)
        .hasMessageContaining("older than the cursor");
  }

  @Test
  void numbersOfATransactionThatCommitsLateArrive() throws SQLException {
    fixture.run("create table item (id int primary key, change bigserial)");
    ChangeFeed feed =
        fixture.polled("item", polling("change").overlap(0)).changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    try (Connection held = fixture.begin("insert into item (id) values (1)")) {
      for (int id = 10; id < 14; id++) {
        fixture.run("insert into item (id) values (" + id + ")");
        Drained drained = drain(feed, cursor, 2);
        assertThat(drained.keys()).contains("" + id);
        cursor = drained.next();
      }
      held.commit();
    }

    assertThat(drain(feed, cursor, 2).keys()).contains("1");
  }

  @Test
  void localTimesWithoutAZoneArriveWhateverZoneTheyWereWrittenIn() {
    fixture.run("create table local (id int primary key, updated_at timestamp default now())");
    ChangeFeed feed = fixture.polled("local", polling("updated_at")).changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    for (String zone : List.of("Pacific/Kiritimati", "Etc/GMT+12", "UTC")) {
      fixture.run(
          "set local time zone '" + zone + "'",
          "insert into local (id) select coalesce(max(id), 0) + 1 from local");
    }

    assertThat(drain(feed, cursor, 5).keys()).containsExactlyInAnyOrder("1", "2", "3");
  }

  @Test
  void aColumnThatIsNeitherTimeNorNumberIsRefused() {
    assertThatThrownBy(() -> fixture.polled("customer", polling("name")))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed.column: must be one of [timestamptz, timestamp, smallint, integer,"
                + " bigint]: value=name type=text");
  }
}
