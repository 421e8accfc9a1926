package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.ScanPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The write-ahead log tells what happens to a table, and nothing is lost on the way. */
class LogFeedTest {

  private static final int BYTES_OF_A_QUESTION = 39;

  private final Fixture fixture = new Fixture();
  private Dataset dataset;
  private ChangeFeed feed;

  @BeforeEach
  void create() {
    fixture.run("create table customer (id bigint primary key, name text, note text)");
    dataset = fixture.followed("customer");
    feed = dataset.changeFeed().orElseThrow();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Changes in short, and where to go on. */
  private record Told(List<String> changes, Cursor next) {}

  private Told drain(Cursor from, int maxRows) {
    List<String> changes = new ArrayList<>();
    Cursor cursor = from;
    ChangePage page;
    do {
      page = feed.poll(cursor, rows(maxRows));
      assertThat(page.changes()).hasSizeLessThanOrEqualTo(maxRows);
      page.changes().forEach(change -> changes.add(shorten(change)));
      cursor = page.next();
    } while (page.more());
    return new Told(changes, cursor);
  }

  private static String shorten(Change change) {
    return change.match(
        new Change.Cases<String>() {
          @Override
          public String upserted(Change.Upserted upserted) {
            return upserted.key() + "=" + upserted.image().row().get("name").orElse(Value.NULL);
          }

          @Override
          public String deleted(Change.Deleted deleted) {
            return deleted.key() + " gone";
          }

          @Override
          public String moved(Change.Moved moved) {
            return moved.key() + " to " + moved.to();
          }

          @Override
          public String hinted(Change.Hinted hinted) {
            return hinted.key() + "?";
          }
        });
  }

  private List<String> told(Cursor from) {
    return drain(from, 100).changes();
  }

  @Test
  void everyKindOfChangeIsToldInOrder() {
    Cursor from = feed.latest();

    fixture.run("insert into customer values (1, 'one', ''), (2, 'two', '')");
    fixture.run("update customer set name = 'uno' where id = 1");
    fixture.run("update customer set id = 3 where id = 2");
    fixture.run("delete from customer where id = 1");

    assertThat(told(from)).containsExactly("1=one", "2=two", "1=uno", "2 to 3", "3=two", "1 gone");
  }

  @Test
  void transactionsAreToldInTheOrderOfTheirCommits() throws SQLException {
    Cursor from = feed.latest();
    try (Connection late = fixture.begin("insert into customer values (1, 'late', '')")) {
      fixture.run("insert into customer values (2, 'early', '')");

      Told first = drain(from, 100);
      late.commit();

      assertThat(first.changes()).containsExactly("2=early");
      assertThat(told(first.next())).containsExactly("1=late");
    }
  }

  @Test
  void theBeginningOfAnUncommittedRecordOnDiskIsNotWaitedFor() throws SQLException {
    Cursor from = feed.latest();
    fixture.run("insert into customer values (1, 'before', '')");
    try (Connection open =
            fixture.begin("insert into customer values (2, 'open', repeat('x', 1500))");
        Statement more = open.createStatement()) {
      // Whatever else commits flushes to its end, so that the transaction has to go on.
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                more.execute(
                    "insert into customer"
                        + " select max(id) + 1, 'open', repeat('x', 1500) from customer");
                return fixture.ask(
                    "select (pg_current_wal_flush_lsn() - '0/0') % 8192 = 0"
                        + " and pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn()");
              },
              is -> is.equals("t"));

      assertThat(told(from)).containsExactly("1=before");
      open.rollback();
    }
  }

  @Test
  void whatWasRolledBackToASavepointIsNotTold() throws SQLException {
    Cursor from = feed.latest();
    try (Connection open =
        fixture.begin(
            "insert into customer values (1, 'kept', '')",
            "savepoint a",
            "insert into customer values (2, 'undone', '')",
            "rollback to savepoint a",
            "savepoint b",
            "insert into customer values (3, 'released', '')",
            "release savepoint b")) {
      open.commit();
    }

    assertThat(told(from)).containsExactly("1=kept", "3=released");
  }

  @Test
  void aTransactionGoesOnFromPageToPageAndInAnotherInstance() {
    Cursor from = feed.latest();
    fixture.run("insert into customer select n, 'n' || n, '' from generate_series(1, 10) as n");

    ChangePage first = feed.poll(from, rows(3));
    fixture.adapters.get(0).close();
    feed = fixture.followed("customer").changeFeed().orElseThrow();
    Told rest = drain(first.next(), 4);

    assertThat(first.changes().stream().map(LogFeedTest::shorten))
        .containsExactly("1=n1", "2=n2", "3=n3");
    assertThat(rest.changes())
        .containsExactly("4=n4", "5=n5", "6=n6", "7=n7", "8=n8", "9=n9", "10=n10");
  }

  @Test
  void aCursorMayBePolledAgain() {
    Cursor from = feed.latest();
    fixture.run("insert into customer values (1, 'one', ''), (2, 'two', '')");

    Told once = drain(from, 1);
    fixture.run("insert into customer values (3, 'three', '')");
    drain(once.next(), 1);

    assertThat(told(from)).containsExactly("1=one", "2=two", "3=three");
  }

  @Test
  void anIdleFeedStaysWhereItIs() {
    Cursor from = feed.latest();

    ChangePage page = feed.poll(from, rows(10));

    assertThat(page.changes()).isEmpty();
    assertThat(page.more()).isFalse();
    assertThat(page.next()).isEqualTo(from);
    assertThat(page.delay()).isPositive();
  }

  @Test
  void largeValuesThatWereNotChangedAreAHint() {
    fixture.run("alter table customer alter column note set storage external");
    fixture.run("insert into customer values (1, 'one', repeat('x', 100000))");
    Cursor from = feed.latest();

    fixture.run("update customer set name = 'uno'");

    assertThat(told(from)).containsExactly("1?");
  }

  @Test
  void withTheWholeRowBeforeLargeValuesAreToldToo() {
    fixture.run("alter table customer alter column note set storage external");
    fixture.run("alter table customer replica identity full");
    fixture.run("insert into customer values (1, 'one', repeat('x', 100000))");
    Cursor from = feed.latest();

    fixture.run("update customer set name = 'uno'");

    Change change = feed.poll(from, rows(10)).changes().get(0);
    assertThat(((Change.Upserted) change).image().row())
        .isEqualTo(Fixture.read(dataset, "1").row());
  }

  @Test
  void aTruncateExpiresTheCursorAfterWhatCameBeforeIt() {
    Cursor from = feed.latest();
    fixture.run("insert into customer values (1, 'one', '')", "truncate customer");

    ChangePage before = feed.poll(from, rows(10));

    assertThat(before.changes()).hasSize(1);
    assertThatThrownBy(() -> feed.poll(before.next(), rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessage("public.customer: all rows were removed at once, by TRUNCATE");
    assertThat(told(feed.latest())).isEmpty();
  }

  @Test
  void aColumnThatIsNotCarriedMayComeAndGo() {
    Cursor from = feed.latest();
    fixture.run("insert into customer values (1, 'one', '')");
    fixture.run("alter table customer add column extra int default 7");
    fixture.run("update customer set name = 'uno'");
    fixture.run("alter table customer drop column extra");
    fixture.run("update customer set name = 'une'");

    assertThat(told(from)).containsExactly("1=one", "1=uno", "1=une");
  }

  @Test
  void aColumnThatIsGoneOrOfAnotherTypeIsNeverReadWrongly() {
    Cursor from = feed.latest();
    fixture.run("insert into customer values (1, 'one', '')");
    fixture.run("alter table customer alter column name type bytea using name::bytea");

    assertThatThrownBy(() -> told(from))
        .isInstanceOf(AdapterException.SchemaChanged.class)
        .hasMessage("public.customer has another type of name: was=text is=bytea");

    fixture.run("alter table customer drop column name");
    assertThatThrownBy(() -> told(from))
        .isInstanceOf(AdapterException.SchemaChanged.class)
        .hasMessage("public.customer has no column name any more");
  }

  @Test
  void rowsOfAnOlderShapeAreHints() {
    Cursor from = feed.latest();
    fixture.run("insert into customer values (1, 'one', '')");
    fixture.run("alter table customer drop column note");
    fixture.run("alter table customer add column note int");

    feed = fixture.followed("customer").changeFeed().orElseThrow();

    assertThat(told(from)).containsExactly("1?");
  }

  @Test
  void aSlotThatWasMadeAnewExpiresCursors() {
    Cursor from = feed.latest();
    dataset.tracking().orElseThrow().uninstall(LIMIT);
    fixture.run("insert into customer values (1, 'missed', '')");

    assertThatThrownBy(() -> feed.poll(from, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("is missing: install");

    dataset.tracking().orElseThrow().install(LIMIT);
    assertThatThrownBy(() -> feed.poll(from, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessageContaining("is not the one it was");
  }

  @Test
  void aSlotThatSomebodyMovedOnExpiresCursors() {
    Cursor from = feed.latest();
    fixture.run("insert into customer values (1, 'missed', '')");
    fixture.ask(
        "select pg_replication_slot_advance(slot_name, pg_current_wal_lsn())"
            + " from pg_replication_slots where database = current_database()");

    assertThatThrownBy(() -> feed.poll(from, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessageContaining("begins behind the cursor");
  }

  @Test
  void aTableThatLeftThePublicationForAWhileExpiresCursors() {
    Cursor from = feed.latest();
    String publication = fixture.ask("select pubname from pg_publication");
    fixture.run("alter publication " + publication + " drop table customer");
    fixture.run("insert into customer values (1, 'missed', '')");

    assertThatThrownBy(() -> feed.poll(from, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("does not publish public.customer: install");

    fixture.run("alter publication " + publication + " add table customer");
    assertThatThrownBy(() -> feed.poll(from, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }

  @Test
  void anotherServersCursorIsRewound() {
    Cursor from = feed.latest();
    fixture.run("insert into customer values (1, 'one', '')");
    byte[] position = from.position();
    position[2]++; // the first digit of the server's name

    assertThatThrownBy(
            () ->
                feed.poll(
                    new Cursor(from.adapter(), from.format(), from.query(), position, ""),
                    rows(10)))
        .isInstanceOf(AdapterException.Rewound.class)
        .hasMessageContaining("it is the log of another server");
  }

  @Test
  void aConnectionThatIsLostIsMadeAnew() {
    Cursor from = feed.latest();
    fixture.run("insert into customer values (1, 'one', '')");
    Told before = drain(from, 10);
    fixture.ask(
        "select pg_terminate_backend(active_pid) from pg_replication_slots"
            + " where database = current_database()");
    fixture.run("insert into customer values (2, 'two', '')");

    assertThat(told(before.next())).containsExactly("2=two");
  }

  @Test
  void aPollAsksTheServerNoMoreOftenThanTheFirstOne() throws SQLException {
    PGSimpleDataSource counted = fixture.logConnections();
    counted.setSocketFactory(CountedSockets.class.getName());
    feed = fixture.followed("customer", counted).changeFeed().orElseThrow();
    Cursor from = feed.latest();
    for (int i = 1; i <= 50; i++) { // the server tells of its own accord how far it is, too
      fixture.run("insert into customer values (" + i + ", 'one', '')");
      Told told = drain(from, 10);
      assertThat(told.changes()).hasSize(1);
      from = told.next();
    }
    long before = CountedSockets.sent();

    for (int i = 0; i < 10; i++) {
      feed.poll(from, rows(10));
    }

    assertThat((CountedSockets.sent() - before) / BYTES_OF_A_QUESTION)
        .as("questions of ten polls that have nothing to tell")
        .isLessThan(100);
  }

  @Test
  void aPollFarBehindLeavesTheServerToItsWork() throws SQLException {
    PGSimpleDataSource counted = fixture.logConnections();
    counted.setSocketFactory(CountedSockets.class.getName());
    feed = fixture.followed("customer", counted).changeFeed().orElseThrow();
    Cursor from = drain(feed.latest(), 10).next();
    fixture.run("create table other as select from generate_series(1, 300000)");
    fixture.run("insert into customer values (1, 'one', '')");
    long before = CountedSockets.sent();

    Told told = drain(from, 10);

    assertThat(told.changes()).containsExactly("1=one");
    assertThat((CountedSockets.sent() - before) / BYTES_OF_A_QUESTION)
        .as("questions while the server reads what is not told")
        .isLessThan(200);
  }

  @Test
  void aListingAndTheFeedFromItsAnchorMissNothing() throws SQLException {
    try (Connection open = fixture.begin("insert into customer values (1, 'open', '')")) {
      ScanPage page = dataset.scanner().orElseThrow().start(rows(10));
      open.commit();

      assertThat(page.entries()).isEmpty();
      assertThat(told(page.anchor().orElseThrow())).containsExactly("1=open");
    }
  }

  @Test
  void theServerForgetsWhatACursorSaysIsStored() {
    Cursor from = feed.latest();
    String before = confirmed();
    fixture.run("create table other (n bigint, filler text)");
    fixture.run(
        "insert into other select n, repeat('x', 1000) from generate_series(1, 30000) as n");

    Cursor next = drain(from, 10).next();
    assertThat(next).isNotEqualTo(from);
    assertThat(confirmed()).isEqualTo(before);
    drain(next, 10);

    assertThat(confirmed()).isNotEqualTo(before);
    assertThatThrownBy(() -> feed.poll(from, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }

  private String confirmed() {
    return fixture.ask(
        "select confirmed_flush_lsn from pg_replication_slots"
            + " where database = current_database()");
  }

  @Test
  void closeEndsAPollAndFreesTheSlot() {
    feed.poll(feed.latest(), rows(10));

    fixture.adapters.forEach(Adapter::close);

    assertThat(
            fixture.ask(
                "select count(*) from pg_replication_slots where active"
                    + " and database = current_database()"))
        .isEqualTo("0");
    assertThatThrownBy(() -> feed.latest()).isInstanceOf(AdapterException.Cancelled.class);
  }

  @Test
  void keysOfSeveralColumnsAreTold() {
    fixture.run("create table line (name text, id bigint, a int, primary key (id, a))");
    feed = fixture.followed("line").changeFeed().orElseThrow();
    Cursor from = feed.latest();

    fixture.run("insert into line values ('x', 1, 2)", "update line set a = 3", "delete from line");

    assertThat(drain(from, 2).changes())
        .containsExactly(
            NativeKey.of("1", "2") + "=x",
            NativeKey.of("1", "2") + " to " + NativeKey.of("1", "3"),
            NativeKey.of("1", "3") + "=x",
            NativeKey.of("1", "3") + " gone");
  }

  @Test
  void withoutConnectionsToStreamOverTheFaultSaysWhatToGive() {
    Adapter plain = fixture.adapter();

    assertThatThrownBy(
            () -> plain.dataset(DatasetSpec.of("customer").withOptions(LogFeed.log().options())))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed: must have connections to stream over: give the database by url, or"
                + " logConnections with the data source: value=log");
  }

  @Test
  void aDeepProbeShowsTheSlot() {
    Health health = fixture.adapters.get(0).probe(Adapter.Probe.DEEP, LIMIT);

    assertThat(health.checks()).extracting(Health.Check::name).contains("wal_level");
    assertThat(health.checks())
        .filteredOn(check -> check.name().startsWith("log kept for slot"))
        .hasSize(1);
    assertThat(health.isGood()).as("%s", health).isTrue();
  }
}
