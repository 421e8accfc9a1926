package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.changes;
import static io.syncline.jdbc.Fixture.drain;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.JournalFeed.journal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.jdbc.Fixture.Drained;
import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written to a table is told once it is committed, whoever wrote it and however late. */
class JournalTest {

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void customers() {
    fixture.run("create table customer (id int primary key, name text)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Dataset installed(String table, JournalFeed feed) {
    Dataset dataset = fixture.polled(table, feed);
    dataset.tracking().orElseThrow().install(LIMIT);
    return dataset;
  }

  private ChangeFeed feed() {
    return installed("customer", journal()).changeFeed().orElseThrow();
  }

  private static Change gone(String... key) {
    return new Change.Deleted(NativeKey.of(key), Optional.empty(), Optional.empty());
  }

  private static Change moved(String from, String to) {
    return new Change.Moved(NativeKey.parse(from), NativeKey.parse(to));
  }

  private static List<String> keys(List<Change> changes) {
    return changes.stream().map(change -> change.key().toString()).toList();
  }

  @Test
  void rowsOfATransactionThatCommitsLateArriveAndHoldUpNoOther() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held = fixture.begin("insert into customer values (1, 'late')")) {
      for (int id = 10; id < 15; id++) {
        fixture.run("insert into customer values (" + id + ", 'n')");
        Drained drained = drain(feed, cursor, 2);
        assertThat(drained.keys()).containsExactly("" + id);
        cursor = drained.next();
      }

      held.commit();
    }

    Drained drained = drain(feed, cursor, 2);
    assertThat(drained.keys()).containsExactly("1");
    assertThat(drain(feed, drained.next(), 2).keys()).isEmpty();
  }

  @Test
  void rowsWrittenUnderASavepointArriveAndThoseRolledBackDoNot() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held =
        fixture.begin(
            "savepoint s",
            "insert into customer values (1, 'kept')",
            "release s",
            "savepoint s",
            "insert into customer values (2, 'undone')",
            "rollback to s")) {
      cursor = drain(feed, cursor, 5).next();
      held.commit();
    }

    assertThat(drain(feed, cursor, 5).keys()).containsExactly("1");
  }

  @Test
  void theRowIsShownAsItIsNow() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("insert into customer values (1, 'first'), (2, 'gone')");
    fixture.run("update customer set name = 'last' where id = 1");
    fixture.run("delete from customer where id = 2");

    List<Change> changes = changes(feed, cursor, 100);

    assertThat(keys(changes)).containsExactlyInAnyOrder("1", "2");
    assertThat(changes).contains(gone("2"));
    assertThat(changes)
        .filteredOn(change -> change instanceof Change.Upserted)
        .allSatisfy(
            change ->
                assertThat(((Change.Upserted) change).image().row().get("name"))
                    .contains(Value.of("last")));
  }

  @Test
  void aStatementWithoutRowsTellsNothing() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run("update customer set name = 'x'", "delete from customer");

    assertThat(changes(feed, cursor, 10)).isEmpty();
  }

  @Test
  void pagesAreNoLongerThanAskedForAndLoseNothing() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("insert into customer select n, 'n' from generate_series(1, 50) as n");
    ChangePage page = feed.poll(cursor, rows(7));

    fixture.run("insert into customer select n, 'n' from generate_series(51, 60) as n");

    assertThat(page.changes()).hasSize(7);
    assertThat(page.more()).isTrue();
    assertThat(keys(page.changes()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 7).mapToObj(n -> "" + n).toList());
    assertThat(drain(feed, page.next(), 7).keys())
        .containsExactlyElementsOf(IntStream.rangeClosed(8, 60).mapToObj(n -> "" + n).toList());
  }

  @Test
  void aChangedKeyIsMovedAndTheRowIsShownUnderItsNewOne() {
    fixture.run("insert into customer values (1, 'a'), (2, 'b'), (3, 'c')");
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run("update customer set id = id + 100 where id in (1, 2)");

    List<Change> changes = changes(feed, cursor, 100);
    assertThat(changes).contains(moved("1", "101"), moved("2", "102"));
    assertThat(keys(changes)).containsExactlyInAnyOrder("1", "2", "101", "102");
  }

  @Test
  void keysThatAreSwappedAreToldAsTwoRowsThatChanged() {
    Dataset seats = seats();
    ChangeFeed feed = seats.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();

    fixture.run("update seat set number = 3 - number");

    List<Change> changes = changes(feed, cursor, 100);
    assertThat(keys(changes)).containsExactlyInAnyOrder("1", "2");
    assertThat(changes).allMatch(change -> change instanceof Change.Upserted);
  }

  @Test
  void aKeyThatBecomesNullIsGone() {
    Dataset seats = seats();
    ChangeFeed feed = seats.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();

    fixture.run("update seat set number = null where name = 'a'");
    fixture.run("insert into seat values (null, 'c')");

    assertThat(changes(feed, cursor, 100)).containsExactly(gone("1"));
  }

  private Dataset seats() {
    fixture.run(
        "create table seat (number int unique deferrable initially deferred, name text not null)",
        "insert into seat values (1, 'a'), (2, 'b')");
    Dataset seats =
        fixture
            .adapter()
            .dataset(DatasetSpec.of("seat").withKey("number").withOptions(journal().options()));
    seats.tracking().orElseThrow().install(LIMIT);
    return seats;
  }

  @Test
  void aTruncateAsksForAListing() {
    fixture.run("insert into customer values (1, 'a')");
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run("truncate customer");

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("public.customer: it was truncated");
    assertThat(changes(feed, feed.latest(), 10)).isEmpty();
  }

  @Test
  void compositeAndOddKeysArriveAsTheyAreRead() {
    fixture.run(
        "create table \"Odd \"\"t\" (\"a b\" text, at timestamptz, primary key (\"a b\", at))");
    Dataset odd = installed("\"Odd \"\"t\"", journal());
    ChangeFeed feed = odd.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();

    fixture.run(
        "set local timezone = 'Asia/Kathmandu'",
        "set local standard_conforming_strings = off",
        "do $$ begin set local datestyle = 'German'; insert into \"Odd \"\"t\""
            + " values (E'x|y\\\\z', '2026-01-02 03:04:05.678901+00');"
            + " set local datestyle = 'ISO'; end $$");

    List<Change> changes = changes(feed, cursor, 10);
    assertThat(changes)
        .singleElement()
        .isInstanceOf(Change.Upserted.class)
        .extracting(Change::key)
        .isEqualTo(NativeKey.of("x|y\\z", "2026-01-02 03:04:05.678901"));
  }

  @Test
  void rowsOfEveryPartitionArriveAlsoOfOnesThatAreMadeLater() {
    fixture.run(
        "create table visit (id int, year int, primary key (id, year)) partition by list (year)",
        "create table visit_25 partition of visit for values in (2025)");
    ChangeFeed feed = installed("visit", journal()).changeFeed().orElseThrow();
    Cursor cursor = feed.latest();

    fixture.run("create table visit_26 partition of visit for values in (2026)");
    fixture.run("insert into visit values (1, 2025), (2, 2026)");
    fixture.run("insert into visit_26 values (3, 2026)");
    fixture.run("update visit set year = 2026 where id = 1");
    fixture.run("update visit_26 set id = 4 where id = 3");

    List<Change> changes = changes(feed, cursor, 100);
    assertThat(keys(changes))
        .containsExactlyInAnyOrder("1|2025", "1|2026", "2|2026", "3|2026", "4|2026");
    assertThat(changes).contains(gone("1", "2025"), moved("3|2026", "4|2026"));
  }

  @Test
  void whatReplicationWritesArrivesToo() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run(
        "set local session_replication_role = replica", "insert into customer values (1, 'a')");

    assertThat(drain(feed, cursor, 10).keys()).containsExactly("1");
  }

  @Test
  void whoeverWritesNeedsNoRightToTheJournal() throws SQLException {
    String account = "writer_" + fixture.database.name();
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("create role " + account, "grant insert on customer to " + account);
    try {
      fixture.run("set local role " + account, "insert into customer values (1, 'a')");

      assertThat(drain(feed, cursor, 10).keys()).containsExactly("1");
    } finally {
      fixture.run("drop owned by " + account, "drop role " + account);
    }
  }

  @Test
  void aTriggerThatIsDisabledOrDroppedIsNotSilence() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    String trigger =
        fixture.ask("select tgname from pg_trigger where tgname like 'syncline\\_delete\\_%'");
    fixture.run("alter table customer disable trigger " + trigger);

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed: must be installed, by hub.tracking() or by hand: "
                + trigger
                + " is disabled: dataset=journal public.customer [id]");

    fixture.run("drop trigger " + trigger + " on customer");
    assertThatThrownBy(feed::latest)
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(trigger + " is missing");
  }

  @Test
  void triggersThatWereOffBetweenTwoPollsExpireTheCursor() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run(
        "alter table customer disable trigger all",
        "insert into customer values (1, 'unseen')",
        "alter table customer enable trigger all");
    installed("customer", journal());

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("public.customer: its journal was installed anew, or a trigger was altered");
  }

  @Test
  void aTableThatIsMadeAnewIsNotSilence() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("drop table customer", "create table customer (id int primary key, name text)");

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(" is missing: dataset=journal public.customer [id]");

    installed("customer", journal());
    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }

  @Test
  void aJournalThatIsInstalledAnewExpiresOldCursors() {
    Dataset dataset = installed("customer", journal());
    ChangeFeed feed = dataset.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    dataset.tracking().orElseThrow().uninstall(LIMIT);
    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed: must be installed, by hub.tracking() or by hand: there is no journal in"
                + " schema syncline: dataset=journal public.customer [id]");

    dataset.tracking().orElseThrow().install(LIMIT);

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }

  @Test
  void aDatabaseThatWasSetBackIsRewound() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    Cursor ahead = new FutureCursor(cursor).by(1_000_000);

    assertThatThrownBy(() -> feed.poll(ahead, rows(10)))
        .isInstanceOf(AdapterException.Rewound.class)
        .hasMessageStartingWith("public.customer: the database is older than the cursor: next");
  }

  @Test
  void whatAllHaveReadIsPurgedAndWhatOneHasNotStays() {
    Dataset first = installed("customer", journal().reader("first"));
    Dataset second = fixture.polled("customer", journal().reader("second"));
    Cursor start = second.changeFeed().orElseThrow().latest();
    Cursor from = first.changeFeed().orElseThrow().latest();
    fixture.run("insert into customer select n, 'n' from generate_series(1, 20) as n");
    Cursor read = drain(first.changeFeed().orElseThrow(), from, 100).next();

    freshlyOpened("first").poll(read, rows(10));
    assertThat(fixture.ask("select count(*) from syncline.journal")).isEqualTo("20");

    Drained drained = drain(freshlyOpened("second"), start, 100);
    assertThat(drained.keys()).hasSize(20);
    freshlyOpened("second").poll(drained.next(), rows(10));
    assertThat(fixture.ask("select count(*) from syncline.journal")).isEqualTo("0");
  }

  private ChangeFeed freshlyOpened(String reader) {
    return fixture.polled("customer", journal().reader(reader)).changeFeed().orElseThrow();
  }

  @Test
  void aReaderThatWasNotSeenForLongIsExpiredAndSaidSo() {
    ChangeFeed slow = installed("customer", journal().reader("slow")).changeFeed().orElseThrow();
    Cursor cursor = slow.latest();
    fixture.run("insert into customer values (1, 'a')");
    fixture.run("update syncline.reader set seen_at = now() - interval '31 days'");

    ChangeFeed fast = freshlyOpened("fast");
    fast.poll(fast.latest(), rows(10));

    assertThat(fixture.ask("select string_agg(name, ',') from syncline.reader")).isEqualTo("fast");
    assertThatThrownBy(() -> slow.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("public.customer: what follows the cursor was purged");
  }

  @Test
  void aReaderThatComesBackInTimeLosesNothing() {
    Dataset dataset = installed("customer", journal().reader("slow").retention(Duration.ofDays(1)));
    Cursor cursor = dataset.changeFeed().orElseThrow().latest();
    fixture.run("insert into customer values (1, 'a')");
    fixture.run("update syncline.reader set seen_at = now() - interval '23 hours'");
    ChangeFeed fast = freshlyOpened("fast");
    fast.poll(fast.latest(), rows(10));

    assertThat(drain(freshlyOpened("slow"), cursor, 10).keys()).containsExactly("1");
  }

  @Test
  void earliestIsBeforeAllThatIsStillThere() throws SQLException {
    try (Connection held = fixture.begin("create table other ()")) {
      ChangeFeed feed = feed();
      try (java.sql.Statement insert = held.createStatement()) {
        insert.execute("insert into customer values (1, 'older than the journal')");
      }
      held.commit();

      assertThat(drain(feed, feed.earliest(), 10).keys()).containsExactly("1");
    }
  }

  @Test
  void aTableThatOthersInheritFromIsRefused() {
    fixture.run("create table vip () inherits (customer)");

    assertThatThrownBy(() -> fixture.polled("customer", journal()))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessage(
            "public.customer: feed=journal must be of a table, plain or partitioned, that no other"
                + " inherits from");
  }

  @Test
  void everyFaultOfTheOptionsIsNamed() {
    assertThatThrownBy(
            () ->
                fixture.polled(
                    "customer",
                    () ->
                        java.util.Map.of(
                            "feed", "journal", "feed.reader", " ", "feed.retention", "P0D")))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed.reader: must not be blank; options.feed.retention: must be a positive"
                + " duration such as P30D: value=P0D");
  }
}
