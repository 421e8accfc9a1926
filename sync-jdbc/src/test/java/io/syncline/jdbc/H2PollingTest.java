package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.drain;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.PollingFeed.polling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.jdbc.Fixture.Drained;
import io.syncline.model.NativeKey;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointRead;
import io.syncline.spi.ScanPage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class H2PollingTest {

  private final H2Fixture fixture =
      new H2Fixture(
          "create table customer (id int primary key, name varchar,"
              + " updated_at timestamp(9) with time zone default current_timestamp(9) not null)",
          "create index on_time on customer (updated_at)");

  @AfterEach
  void close() {
    fixture.close();
  }

  private ChangeFeed feed() {
    return fixture
        .polled("CUSTOMER", polling("UPDATED_AT").overlap(Duration.ZERO))
        .changeFeed()
        .orElseThrow();
  }

  private void insert(int id) {
    fixture.run("insert into customer (id, name) values (" + id + ", 'n')");
  }

  @Test
  void rowsOfATransactionThatCommitsLateArrive() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held = fixture.begin("insert into customer (id) values (1)")) {
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
    try (Connection held = fixture.begin("select count(*) from customer");
        Statement statement = held.createStatement()) {
      Cursor cursor = feed.latest();
      insert(10);
      cursor = drain(feed, cursor, 5).next();

      statement.execute("insert into customer (id) values (1)");
      insert(11);
      cursor = drain(feed, cursor, 5).next();
      held.commit();

      assertThat(drain(feed, cursor, 5).keys()).contains("1");
    }
  }

  @Test
  void rowsOfAStatementThatWaitedForALockArrive() throws Exception {
    fixture.run(
        "create table other (id int primary key, n int)", "insert into other values (1, 1)");
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Connection locks = fixture.begin("update other set n = 2");
        Connection waits = fixture.begin("set lock_timeout 60000");
        Statement statement = waits.createStatement()) {
      Future<Integer> written =
          pool.submit(
              () ->
                  statement.executeUpdate(
                      "merge into customer as c using (select id from other for update) as o"
                          + " on c.id = -1 when not matched then insert (id) values (1)"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  fixture
                      .ask(
                          "select count(*) from information_schema.sessions"
                              + " where blocker_id is not null")
                      .equals("1"));
      insert(10);
      cursor = drain(feed, cursor, 5).next();
      insert(11);
      cursor = drain(feed, cursor, 5).next();
      locks.rollback();
      assertThat(written.get()).isEqualTo(1);
      insert(12);
      cursor = drain(feed, cursor, 5).next();
      waits.commit();
    } finally {
      pool.shutdownNow();
    }

    assertThat(drain(feed, cursor, 5).keys()).contains("1");
  }

  @Test
  void numbersOfATransactionThatCommitsLateArrive() throws SQLException {
    fixture.run(
        "create table item (id int primary key, change bigint generated always as identity)");
    ChangeFeed feed =
        fixture.polled("ITEM", polling("CHANGE").overlap(0)).changeFeed().orElseThrow();
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
  void rowsOfAPreparedTransactionArrive() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held =
        fixture.begin("insert into customer (id) values (1)", "prepare commit two_phases")) {
      for (int id = 10; id < 13; id++) {
        insert(id);
        cursor = drain(feed, cursor, 5).next();
      }
      held.commit();
    }

    assertThat(drain(feed, cursor, 5).keys()).contains("1");
  }

  @Test
  void anAccountThatSeesNoOtherSessionsMayNotPoll() {
    Adapter adapter = limited();

    assertThatThrownBy(
            () ->
                adapter.dataset(
                    DatasetSpec.of("CUSTOMER").withOptions(polling("UPDATED_AT").options())))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessageEndingWith("missing=[ADMIN]");
  }

  @Test
  void theProbeNamesTheRightsThatAreMissing() {
    Adapter adapter = limited();
    Dataset customers = adapter.dataset(DatasetSpec.of("CUSTOMER"));

    assertThat(customers.scanner().orElseThrow().start(rows(5)).complete()).isTrue();
    assertThat(adapter.probe(Adapter.Probe.DEEP, Fixture.LIMIT).checks().toString())
        .contains("missing: UPDATE, DELETE")
        .contains("syncline_write is missing and may not be created");
  }

  private Adapter limited() {
    fixture.run(
        "create user reader password 'p'",
        "create role writer",
        "grant select on customer to reader",
        "grant insert on customer to writer",
        "grant writer to reader");
    return fixture.open(JdbcAdapter.on(JdbcConnectionPool.create(fixture.url, "READER", "p")));
  }

  @Test
  void equalStampsAtThePageBorderAreNotLost() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("insert into customer (id) select x from system_range(1, 7)");

    assertThat(drain(feed, cursor, 2).keys()).containsExactly("1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void localTimesArriveByTheZoneThatIsGiven() {
    fixture.run(
        "create table local (id int primary key, at timestamp default localtimestamp)",
        "insert into local (id) values (1)");
    Dataset local = fixture.polled("LOCAL", polling("AT").zone(java.time.ZoneId.systemDefault()));

    assertThat(
            drain(local.changeFeed().orElseThrow(), local.changeFeed().orElseThrow().earliest(), 5)
                .keys())
        .containsExactly("1");
    Cursor cursor = local.changeFeed().orElseThrow().latest();
    fixture.run("insert into local (id) values (2)");
    assertThat(drain(local.changeFeed().orElseThrow(), cursor, 5).keys()).contains("2");
  }

  @Test
  void aListingGoesOnBehindItsLastKeyWhateverTheKeyIs() {
    fixture.run(
        "create table word (word varchar_ignorecase(9), part char(4), n int,"
            + " primary key (word, part))",
        "insert into word select chr(ascii('a') + mod(x, 26)), chr(ascii('A') + x / 26), x"
            + " from system_range(0, 99)");

    List<String> keys = listed(fixture.dataset("WORD"), 7);

    assertThat(keys).doesNotHaveDuplicates().hasSize(100);
  }

  @Test
  void aViewIsListedInTheOrderOfTheKeyThatIsNamed() {
    fixture.run(
        "insert into customer (id) select x from system_range(1, 25)",
        "create view seen as select id, name from customer");
    Dataset seen =
        fixture.open(JdbcAdapter.on(fixture.pool)).dataset(DatasetSpec.of("SEEN").withKey("ID"));

    assertThat(listed(seen, 4))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 25).mapToObj(Integer::toString).toList());
  }

  private static List<String> listed(Dataset dataset, int pageRows) {
    List<String> keys = new ArrayList<>();
    var scanner = dataset.scanner().orElseThrow();
    ScanPage page = scanner.start(rows(pageRows));
    page.entries().forEach(entry -> keys.add(entry.key().toString()));
    for (Optional<Cursor> next = page.next(); next.isPresent(); next = page.next()) {
      page = scanner.resume(next.get(), rows(pageRows));
      page.entries().forEach(entry -> keys.add(entry.key().toString()));
    }
    return keys;
  }

  @Test
  void keysAreExactEvenWhereTheColumnIsNot() {
    fixture.run(
        "create table word (word varchar_ignorecase(9) primary key)",
        "create table code (code char(4) primary key)",
        "insert into word values ('Ab')",
        "insert into code values ('Ab')");

    assertThat(found("WORD", "Ab", "ab")).containsExactly(true, false);
    assertThat(found("CODE", "Ab", "Ab ", "ab")).containsExactly(true, false, false);
  }

  private List<Boolean> found(String table, String... keys) {
    return fixture
        .dataset(table)
        .pointReader()
        .orElseThrow()
        .read(List.of(keys).stream().map(NativeKey::of).toList(), Fixture.LIMIT)
        .stream()
        .map(PointRead.Found.class::isInstance)
        .toList();
  }

  private ChangeFeed numbered() {
    fixture.run(
        "create sequence change_number",
        "create table item (id int primary key, change bigint default next value for change_number)",
        "create index on_change on item (change)",
        "insert into item (id) values (1)");
    return fixture.polled("ITEM", polling("CHANGE").overlap(0)).changeFeed().orElseThrow();
  }

  @Test
  void latestOfANumberedColumnWaitsForTransactionsThatItHasNotSeenBefore() throws Exception {
    ChangeFeed feed = numbered();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Connection held = fixture.begin("insert into customer (id) values (1)")) {
      Future<Cursor> latest = pool.submit(feed::latest);
      await().during(Duration.ofMillis(300)).until(() -> !latest.isDone());
      held.commit();
      Cursor cursor = latest.get(20, TimeUnit.SECONDS);

      fixture.run("insert into item (id) values (2)");

      assertThat(drain(feed, cursor, 5).keys()).containsExactly("2");
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void latestOfANumberedColumnLosesNothingOfATransactionThatOutlastsIt() throws SQLException {
    ChangeFeed feed = numbered();
    try (Connection held = fixture.begin("insert into item (id) values (2)")) {
      fixture.run("insert into item (id) values (3)");
      Cursor cursor = feed.latest();

      held.commit();

      assertThat(drain(feed, cursor, 5).keys()).contains("2");
    }
  }
}
