package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.changes;
import static io.syncline.jdbc.Fixture.drain;
import static io.syncline.jdbc.Fixture.numbers;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.JournalFeed.journal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.jdbc.Fixture.Drained;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written to a table of MariaDB is told once it is committed, however late. */
class MariaDbJournalTest {

  private static final String SETTLED = "select min(settled) from syncline_reader";
  private static final String TOP = "select max(position) + 1 from syncline_journal";
  private static final String LINES = "select count(*) from syncline_journal";

  final Fixture fixture = database();

  Fixture database() {
    return Fixture.mariaDb();
  }

  @BeforeEach
  void customers() {
    fixture.run("create table customer (id int primary key, name varchar(40))");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  Dataset installed(String table) {
    Dataset dataset = fixture.polled(table, journal());
    dataset.tracking().orElseThrow().install(LIMIT);
    return dataset;
  }

  private ChangeFeed feed() {
    return installed("customer").changeFeed().orElseThrow();
  }

  /** Opened by a process that was not there before. */
  private ChangeFeed opened(JournalFeed feed) {
    return fixture.polled("customer", feed).changeFeed().orElseThrow();
  }

  private String customer() {
    return fixture.database.name() + ".customer";
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

  private void insert(int from, int to) {
    fixture.run("insert into customer select seq, 'n' from " + numbers(from, to));
  }

  /** As often as it takes to settle what is missing. */
  private Cursor polledOften(Cursor from) {
    Cursor cursor = from;
    for (int poll = 0; poll < 6; poll++) {
      cursor = opened(journal()).poll(cursor, rows(10)).next();
    }
    return cursor;
  }

  /**
   * Polls until nothing of the journal is left: how many polls that takes is for the server to say,
   * whose list of transactions is renewed only where nobody looked at it for a while.
   */
  private Cursor polledUntilPurged(Cursor from) {
    return await().until(() -> polledOften(from), cursor -> fixture.ask(LINES).equals("0"));
  }

  @Test
  void rowsOfATransactionThatCommitsLateArriveAndHoldUpNoOther() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held = fixture.begin("insert into customer values (1, 'late')")) {
      for (int id = 10; id < 20; id++) {
        insert(id, id);
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
  void manyRowsOfATransactionThatIsOpenHoldUpNoOther() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held =
        fixture.begin("insert into customer select seq, 'late' from " + numbers(1001, 6000))) {
      insert(1, 1);
      Drained drained = drain(feed, cursor, 100);
      assertThat(drained.keys()).containsExactly("1");
      cursor = polledOften(drained.next());

      held.commit();
    }

    assertThat(drain(feed, cursor, 1_000).keys())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1001, 6000).mapToObj(String::valueOf).toList());
  }

  @Test
  void aTransactionThatWasOpenBeforeTheFirstPositionArrives() throws SQLException {
    ChangeFeed feed = feed();
    try (Connection held = fixture.begin("insert into customer values (1, 'late')")) {
      insert(2, 2);
      Cursor cursor = polledOften(feed.latest());

      held.commit();

      assertThat(drain(feed, cursor, 10).keys()).containsExactly("1");
    }
  }

  @Test
  void whatWasRolledBackIsSettledOnceNoOpenTransactionCanHoldIt() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held = fixture.begin("insert into customer values (1, 'undone')")) {
      insert(2, 2);
      cursor = polledOften(drain(feed, cursor, 10).next());
      assertThat(fixture.ask(SETTLED)).isEqualTo("1");

      held.rollback();
    }

    cursor = polledUntilPurged(cursor);
    assertThat(fixture.ask(SETTLED)).isEqualTo("3");
    insert(3, 3);
    assertThat(drain(feed, cursor, 10).keys()).containsExactly("3");
  }

  @Test
  void rowsWrittenUnderASavepointArriveAndThoseRolledBackDoNot() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held =
        fixture.begin(
            "savepoint s",
            "insert into customer values (1, 'kept')",
            "release savepoint s",
            "savepoint s",
            "insert into customer values (2, 'undone')",
            "rollback to s")) {
      cursor = drain(feed, cursor, 5).next();
      held.commit();
    }

    assertThat(drain(feed, cursor, 5).keys()).containsExactly("1");
  }

  @Test
  void aTransactionThatIsPreparedAndLeftArrivesWhenAnotherSessionCommitsIt() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    String name = "'" + fixture.database.name() + "'";
    try (Connection held = fixture.connect();
        Statement statement = held.createStatement()) {
      statement.execute("xa start " + name);
      statement.execute("insert into customer values (1, 'prepared')");
      statement.execute("xa end " + name);
      insert(2, 2);
      cursor = polledOften(drain(feed, cursor, 10).next());
      statement.execute("xa prepare " + name);
    }
    cursor = polledOften(cursor);

    try (Connection other = fixture.connect();
        Statement statement = other.createStatement()) {
      statement.execute("xa commit " + name);
    }

    assertThat(drain(feed, cursor, 10).keys()).containsExactly("1");
  }

  @Test
  void everyWayToWriteARowIsTold() {
    fixture.run("insert into customer values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run("replace into customer values (1, 'A')");
    fixture.run("insert into customer values (2, 'x') on duplicate key update name = 'B'");
    fixture.run("insert ignore into customer values (3, 'x'), (5, 'e')");
    fixture.run("delete from customer where id = 4");

    List<Change> changes = changes(feed, cursor, 100);
    assertThat(keys(changes)).containsExactlyInAnyOrder("1", "2", "4", "5");
    assertThat(changes).contains(gone("4"));
  }

  @Test
  void pagesAreNoLongerThanAskedForAndLoseNothing() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    insert(1, 50);
    ChangePage page = feed.poll(cursor, rows(7));

    insert(51, 60);

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
  void aKeyThatChangesItsCaseAloneIsMoved() {
    fixture.run("create table country (code varchar(9) primary key) default charset utf8mb4");
    fixture.run("insert into country values ('at')");
    ChangeFeed feed = installed("country").changeFeed().orElseThrow();
    Cursor cursor = feed.latest();

    fixture.run("update country set code = 'AT'");

    assertThat(changes(feed, cursor, 10)).contains(moved("at", "AT"));
  }

  @Test
  void aKeyThatBecomesNullIsGone() {
    fixture.run(
        "create table seat (number int unique, name varchar(9) not null)",
        "insert into seat values (1, 'a'), (2, 'b')");
    Dataset seats =
        fixture
            .adapter()
            .dataset(DatasetSpec.of("seat").withKey("number").withOptions(journal().options()));
    seats.tracking().orElseThrow().install(LIMIT);
    ChangeFeed feed = seats.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();

    fixture.run("update seat set number = null where name = 'a'");
    fixture.run("insert into seat values (null, 'c')");
    fixture.run("delete from seat where number is null");

    assertThat(changes(feed, cursor, 100)).containsExactly(gone("1"));
  }

  @Test
  void compositeAndOddKeysArriveAsTheyAreReadWhateverTheSessionIs() {
    fixture.run(
        "create table `Odd \"t` (`a b` varchar(20), at timestamp(6), primary key (`a b`, at))"
            + " default charset latin1");
    ChangeFeed feed = installed("\"Odd \"\"t\"").changeFeed().orElseThrow();
    Cursor cursor = feed.latest();

    fixture.run(
        "set time_zone = '+05:45', sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'",
        "insert into `Odd \"t` values ('x|y\\z\u00fc', '2026-01-02 08:49:05.678901')");

    assertThat(changes(feed, cursor, 10))
        .singleElement()
        .isInstanceOf(Change.Upserted.class)
        .extracting(Change::key)
        .isEqualTo(NativeKey.of("x|y\\z\u00fc", "2026-01-02 03:04:05.678901"));
  }

  @Test
  void aTruncateAsksForAListing() {
    fixture.run("insert into customer values (1, 'a')");
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run("truncate customer");

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage(
            customer()
                + ": its journal or the table itself was made anew, as TRUNCATE does, or a trigger"
                + " was");
    assertThat(changes(feed, feed.latest(), 10)).isEmpty();
  }

  @Test
  void aPartitionThatIsTruncatedAsksForAListing() {
    fixture.run(
        "create table `visit ü` (id int, year int, primary key (id, year)) partition by list (year)"
            + " (partition p25 values in (2025), partition p26 values in (2026))");
    ChangeFeed feed = installed("visit ü").changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    fixture.run("insert into `visit ü` values (1, 2025), (2, 2026)");
    Drained drained = drain(feed, cursor, 10);
    assertThat(drained.keys()).containsExactlyInAnyOrder("1|2025", "2|2026");

    fixture.run("alter table `visit ü` truncate partition p25");

    assertThatThrownBy(() -> feed.poll(drained.next(), rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }

  /** A table without rows is made anew for it by MySQL. */
  @Test
  void aColumnThatIsAddedExpiresNothing() {
    insert(1, 1);
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("alter table customer add column extra int");

    fixture.run("insert into customer (id, name) values (2, 'a')");

    assertThat(drain(feed, cursor, 10).keys()).containsExactly("2");
  }

  @Test
  void aTableWhoseRowsAForeignKeyChangesIsRefused() {
    fixture.run("create table parent (id int primary key)");
    for (String rule : List.of("on delete cascade", "on delete set null", "on update cascade")) {
      fixture.run("drop table if exists child");
      fixture.run(
          "create table child (id int primary key, parent int, constraint of_parent foreign key"
              + " (parent) references parent (id) "
              + rule
              + ")");
      assertThatThrownBy(() -> fixture.polled("child", journal()))
          .as(rule)
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessageStartingWith(
              fixture.database.name()
                  + ".child: feed=journal must be of a table whose rows no foreign key changes,"
                  + " since that fires no triggers: constraints=[of_parent on delete ")
          .hasMessageContaining(rule);
    }
  }

  @Test
  void aForeignKeyThatChangesRowsAndComesLaterIsNotSilence() {
    fixture.run("create table parent (id int primary key)");
    Dataset dataset = installed("customer");
    ChangeFeed feed = dataset.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    fixture.run(
        "alter table customer add column parent int, add constraint of_parent foreign key (parent)"
            + " references parent (id) on delete cascade on update restrict");

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("constraints=[of_parent on delete cascade on update restrict]");
    assertThat(dataset.tracking().orElseThrow().verify(LIMIT))
        .filteredOn(check -> !check.good())
        .extracting(check -> check.name())
        .containsExactly("foreign keys of " + customer());
  }

  @Test
  void aTableOfAnotherEngineAndAViewAreRefused() {
    fixture.run("create table old (id int primary key) engine = myisam");
    fixture.run("create view seen as select * from customer");

    assertThatThrownBy(() -> fixture.polled("old", journal()))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessage(
            fixture.database.name()
                + ".old: feed=journal must be of a table of InnoDB: engine=MyISAM");
    assertThatThrownBy(
            () ->
                fixture
                    .adapter()
                    .dataset(DatasetSpec.of("seen").withKey("id").withOptions(journal().options())))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessageEndingWith("must be of a table of InnoDB: engine=VIEW");
  }

  @Test
  void aTriggerThatIsDroppedIsNotSilence() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    String trigger = trigger("delete");
    fixture.run("drop trigger " + trigger);

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed: must be installed, by hub.tracking() or by hand: "
                + trigger
                + " is missing: dataset=journal "
                + customer()
                + " [id]");

    fixture.run("create trigger " + trigger + " after delete on customer for each row begin end");
    assertThatThrownBy(feed::latest)
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(trigger + " is not as it would be made");
  }

  private String trigger(String event) {
    return fixture.ask(
        "select trigger_name from information_schema.triggers where trigger_schema = database()"
            + " and trigger_name like 'syncline\\_"
            + event
            + "\\_%'");
  }

  @Test
  void triggersThatWereOffBetweenTwoPollsExpireTheCursor() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run("drop trigger " + trigger("insert"));
    insert(1, 1);
    installed("customer");

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }

  @Test
  void aTableThatIsMadeAnewIsNotSilence() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("drop table customer");
    customers();

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(" is missing: dataset=journal ");

    installed("customer");
    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }

  @Test
  void aJournalThatIsInstalledAnewExpiresOldCursors() {
    Dataset dataset = installed("customer");
    ChangeFeed feed = dataset.changeFeed().orElseThrow();
    insert(1, 5);
    Cursor cursor = feed.latest();
    dataset.tracking().orElseThrow().uninstall(LIMIT);
    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed: must be installed, by hub.tracking() or by hand: there is no journal in "
                + fixture.database.name()
                + ": dataset=journal "
                + customer()
                + " [id]");

    dataset.tracking().orElseThrow().install(LIMIT);

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }

  @Test
  void aDatabaseThatWasSetBackIsRewound() {
    ChangeFeed feed = feed();
    Cursor ahead = new FutureCursor(feed.latest()).by(1_000_000);

    assertThatThrownBy(() -> feed.poll(ahead, rows(10)))
        .isInstanceOf(AdapterException.Rewound.class)
        .hasMessageStartingWith(customer() + ": the database is older than the cursor: next");
  }

  @Test
  void whatAllHaveReadIsPurgedAndWhatOneHasNotStays() {
    installed("customer");
    JournalFeed first = journal().reader("first");
    JournalFeed second = journal().reader("second");
    Cursor start = opened(second).latest();
    ChangeFeed ahead = opened(first);
    Cursor from = ahead.latest();
    insert(1, 20);
    Cursor read = drain(ahead, from, 100).next();

    opened(first).poll(read, rows(10));
    assertThat(fixture.ask(LINES)).isEqualTo("20");

    Drained drained = drain(opened(second), start, 100);
    assertThat(drained.keys()).hasSize(20);
    opened(second).poll(drained.next(), rows(10));
    assertThat(fixture.ask(LINES)).isEqualTo("0");
    insert(21, 21);
    assertThat(drain(ahead, read, 10).keys()).containsExactly("21");
  }

  @Test
  void whatAnotherDatasetPurgesIsNotMissed() {
    fixture.run("create table invoice (id int primary key)");
    Dataset invoices = installed("invoice");
    ChangeFeed customers = feed();
    Cursor slow = customers.latest();
    ChangeFeed feed = invoices.changeFeed().orElseThrow();
    Cursor from = feed.latest();
    for (int id = 1; id <= 10; id++) {
      fixture.run("insert into invoice values (" + id + ")");
      insert(id, id);
    }
    Cursor read = drain(feed, from, 100).next();
    fixture.polled("invoice", journal()).changeFeed().orElseThrow().poll(read, rows(10));
    assertThat(fixture.ask(LINES)).isEqualTo("10");

    Drained drained = drain(customers, slow, 3);
    assertThat(drained.keys()).hasSize(10);
    polledUntilPurged(drained.next());
  }

  @Test
  void aReaderThatWasNotSeenForLongIsExpiredAndSaidSo() {
    ChangeFeed slow = installed("customer").changeFeed().orElseThrow();
    Cursor cursor = slow.poll(slow.latest(), rows(1)).next();
    insert(1, 1);
    fixture.run("update syncline_reader set seen_at = now() - interval 31 day");

    ChangeFeed fast = opened(journal().reader("fast"));
    fast.poll(fast.latest(), rows(10));

    assertThat(fixture.ask("select group_concat(name) from syncline_reader")).isEqualTo("fast");
    assertThatThrownBy(() -> slow.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage(customer() + ": what follows the cursor was purged");
  }

  @Test
  void ofOneReaderAHundredLineagesAreKnownAndThosePolledStayLongest() {
    ChangeFeed feed = feed();
    Cursor polled = feed.poll(feed.latest(), rows(10)).next();
    fixture.run("update syncline_reader set seen_at = seen_at - interval 1 day");
    fixture.run(
        "insert into syncline_reader (name, dataset, lineage, settled) select name, dataset,"
            + " uuid(), settled from syncline_reader, "
            + numbers(1, 150));

    opened(journal()).latest();

    assertThat(fixture.ask("select count(*) from syncline_reader")).isEqualTo("100");
    assertThat(fixture.ask("select count(*) from syncline_reader where polled")).isEqualTo("1");
    insert(1, 1);
    assertThat(drain(opened(journal()), polled, 10).keys()).containsExactly("1");
  }

  @Test
  void keysThatADatabaseMakesItselfAreNoOthers() throws SQLException {
    fixture.run("create table item (id int auto_increment primary key, name varchar(9))");
    installed("item");
    installed("customer");
    insert(1, 5);
    List<Long> made = new ArrayList<>();
    try (Connection connection = fixture.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into item (name) values ('a')", Statement.RETURN_GENERATED_KEYS);
      ResultSet keys = statement.getGeneratedKeys();
      while (keys.next()) {
        made.add(keys.getLong(1));
      }
    }

    assertThat(made).containsExactly(1L);
    assertThat(fixture.ask(TOP)).isEqualTo("7");
  }

  @Test
  void flowsThatBeginAtOnceDoNotFailOverEachOther() throws Exception {
    feed();
    ExecutorService flows = Executors.newFixedThreadPool(8);
    try {
      Callable<Cursor> begin = () -> opened(journal()).latest();
      for (Future<Cursor> begun : flows.invokeAll(Collections.nCopies(160, begin))) {
        begun.get();
      }
    } finally {
      flows.shutdownNow();
    }
    opened(journal()).latest();

    assertThat(fixture.ask("select count(*) from syncline_reader")).isEqualTo("100");
  }
}
