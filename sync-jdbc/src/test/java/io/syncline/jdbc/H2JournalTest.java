package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.changes;
import static io.syncline.jdbc.Fixture.drain;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.JournalFeed.journal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written to a table of H2 is told once it is committed, however late. */
class H2JournalTest {

  private static final String LINES = "select count(*) from \"syncline_journal\"";
  private static final String ALL =
      "select (select count(*) from INFORMATION_SCHEMA.TABLES where TABLE_NAME like 'syncline%')"
          + " + (select count(*) from INFORMATION_SCHEMA.TRIGGERS)"
          + " + (select count(*) from INFORMATION_SCHEMA.CONSTANTS)";
  private static final String TRIGGER = "select min(TRIGGER_NAME) from INFORMATION_SCHEMA.TRIGGERS";

  private final H2Fixture fixture =
      new H2Fixture("create table customer (id int primary key, name varchar(40))");

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Tracking tracking(Dataset dataset) {
    return dataset.tracking().orElseThrow();
  }

  private static Dataset installed(H2Fixture database, String table) {
    Dataset dataset = database.polled(table, journal());
    tracking(dataset).install(LIMIT);
    return dataset;
  }

  private ChangeFeed feed() {
    return installed(fixture, "CUSTOMER").changeFeed().orElseThrow();
  }

  private static Cursor polledOften(H2Fixture database, Cursor from) {
    Cursor cursor = from;
    for (int poll = 0; poll < 6; poll++) {
      ChangeFeed feed = database.polled("CUSTOMER", journal()).changeFeed().orElseThrow();
      cursor = feed.poll(cursor, rows(10)).next();
    }
    return cursor;
  }

  private static Change gone(String... key) {
    return new Change.Deleted(NativeKey.of(key), Optional.empty(), Optional.empty());
  }

  private static Change moved(NativeKey from, NativeKey to) {
    return new Change.Moved(from, to);
  }

  private static List<String> keys(List<Change> changes) {
    return changes.stream().map(change -> change.key().toString()).toList();
  }

  private static List<String> faults(Dataset dataset) {
    return tracking(dataset).verify(LIMIT).stream()
        .filter(check -> !check.good())
        .map(check -> check.name() + ": " + check.detail().split(";", -1)[0])
        .toList();
  }

  private void insert(int id) {
    fixture.run("insert into customer values (" + id + ", 'n')");
  }

  @Test
  void rowsOfATransactionThatCommitsLateArriveAndHoldUpNoOther() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held = fixture.begin("insert into customer values (1, 'late')")) {
      for (int id = 10; id < 20; id++) {
        insert(id);
        Fixture.Drained drained = drain(feed, cursor, 2);
        assertThat(drained.keys()).containsExactly("" + id);
        cursor = drained.next();
      }

      held.commit();
    }

    Fixture.Drained drained = drain(feed, cursor, 2);
    assertThat(drained.keys()).containsExactly("1");
    assertThat(drain(feed, drained.next(), 2).keys()).isEmpty();
  }

  @Test
  void whatWasUndoneIsNotToldAndIsPurged() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    try (Connection held =
        fixture.begin(
            "insert into customer values (1, 'kept')",
            "savepoint s",
            "insert into customer values (2, 'undone')",
            "rollback to savepoint s")) {
      insert(3);
      cursor = drain(feed, cursor, 5).next();
      held.commit();
    }

    assertThat(drain(feed, cursor, 5).keys()).containsExactly("1");
    polledOften(fixture, drain(feed, cursor, 5).next());
    assertThat(fixture.ask(LINES)).isEqualTo("0");
  }

  @Test
  void everyWayToWriteARowIsTold() {
    fixture.run("insert into customer values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run(
        "merge into customer values (1, 'A')",
        "merge into customer as c using (values (2, 'B'), (5, 'e')) as v (id, name) on c.id = v.id"
            + " when matched then update set c.name = v.name"
            + " when not matched then insert values (v.id, v.name)",
        "update customer set name = 'C' where id = 3",
        "delete from customer where id = 4",
        "insert into customer select X, 'many' from system_range(100, 102)");

    List<Change> changes = changes(feed, cursor, 100);
    assertThat(keys(changes))
        .containsExactlyInAnyOrder("1", "2", "3", "4", "5", "100", "101", "102");
    assertThat(changes).contains(gone("4"));
  }

  @Test
  void rowsThatAForeignKeyChangesAreTold() {
    fixture.run(
        "create table contact (id int primary key, customer int references customer (id)"
            + " on delete cascade on update cascade)",
        "insert into customer values (1, 'a'), (2, 'b')",
        "insert into contact values (10, 1), (20, 2)");
    ChangeFeed feed = installed(fixture, "CONTACT").changeFeed().orElseThrow();
    Cursor cursor = feed.latest();

    fixture.run("delete from customer where id = 1", "update customer set id = 3 where id = 2");

    List<Change> changes = changes(feed, cursor, 100);
    assertThat(keys(changes)).containsExactlyInAnyOrder("10", "20");
    assertThat(changes).contains(gone("10"));
  }

  @Test
  void aChangedKeyIsMovedAndTheRowIsShownUnderItsNewOne() {
    fixture.run("insert into customer values (1, 'a'), (2, 'b'), (3, 'c')");
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();

    fixture.run("update customer set id = id + 100 where id in (1, 2)");

    List<Change> changes = changes(feed, cursor, 100);
    assertThat(changes)
        .contains(
            moved(NativeKey.of("1"), NativeKey.of("101")),
            moved(NativeKey.of("2"), NativeKey.of("102")));
    assertThat(keys(changes)).containsExactlyInAnyOrder("1", "2", "101", "102");
  }

  @Test
  void aKeyThatBecomesNullIsGone() {
    fixture.run(
        "create table seat (number int unique, name varchar(9) not null)",
        "insert into seat values (1, 'a'), (2, 'b')");
    Dataset seats =
        fixture
            .open(JdbcAdapter.on(fixture.pool))
            .dataset(DatasetSpec.of("SEAT").withKey("NUMBER").withOptions(journal().options()));
    tracking(seats).install(LIMIT);
    ChangeFeed feed = seats.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();

    fixture.run(
        "update seat set number = null where name = 'a'",
        "insert into seat values (null, 'c')",
        "delete from seat where number is null");

    assertThat(changes(feed, cursor, 100)).containsExactly(gone("1"));
  }

  @Test
  void compositeAndOddKeysArriveAsTheyAreRead() {
    fixture.run(
        "create table \"Odd \"\"t\" (\"a 'b\" varchar(20), at timestamp(6), moment timestamp(6) with"
            + " time zone, price numeric(10, 2), fixed char(4), on_day date, mark uuid,"
            + " primary key (\"a 'b\", at, moment, price, fixed, on_day, mark))");
    ChangeFeed feed = installed(fixture, "\"Odd \"\"t\"").changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    String mark = "123e4567-e89b-12d3-a456-426614174000";

    fixture.run(
        "insert into \"Odd \"\"t\" values ('x|y\\z\u00fc', '2026-03-29 02:30:05.678901',"
            + " '2026-01-02 08:49:05.678901+05:45', 7.50, 'ab', '0001-01-01', '"
            + mark
            + "')");

    assertThat(changes(feed, cursor, 10))
        .singleElement()
        .isInstanceOf(Change.Upserted.class)
        .extracting(Change::key)
        .isEqualTo(
            NativeKey.of(
                "x|y\\z\u00fc",
                "2026-03-29 02:30:05.678901",
                "2026-01-02 03:04:05.678901",
                "7.5",
                "ab",
                "0001-01-01",
                mark));
  }

  @ParameterizedTest
  @EnumSource
  void namesAreTakenAsTheDatabaseKeepsThem(H2Fixture.Names names) {
    try (H2Fixture other =
        new H2Fixture(names, "create table customer (id int primary key, name varchar(40))")) {
      ChangeFeed feed = installed(other, names.kept("customer")).changeFeed().orElseThrow();
      Cursor cursor = feed.latest();

      other.run("insert into customer values (1, 'a')");

      assertThat(drain(feed, cursor, 10).keys()).containsExactly("1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PostgreSQL", "MySQL", "MariaDB", "Oracle", "MSSQLServer", "DB2"})
  void itWorksInTheModesOfOtherProducts(String mode) {
    String url = "jdbc:h2:mem:" + mode + ";MODE=" + mode;
    try (H2Fixture other =
        new H2Fixture(
            url,
            H2Fixture.Names.UPPER,
            "create table customer (id int, name varchar(40), primary key (id, name))")) {
      ChangeFeed feed = installed(other, "CUSTOMER").changeFeed().orElseThrow();
      Cursor cursor = feed.latest();

      other.run(
          "insert into customer values (1, 'a'), (2, 'b')",
          "update customer set name = 'c' where id = 1",
          "delete from customer where id = 2");

      assertThat(changes(feed, cursor, 10))
          .contains(moved(NativeKey.of("1", "a"), NativeKey.of("1", "c")), gone("2", "b"));
    }
  }

  @Test
  void aColumnThatIsAddedExpiresNothing() {
    insert(1);
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("alter table customer add column extra int before id");

    fixture.run("insert into customer (id, name) values (2, 'a')");

    assertThat(drain(feed, cursor, 10).keys()).containsExactly("2");
  }

  @Test
  void aTriggerThatIsDroppedIsNotSilenceAndExpiresTheCursor() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    String trigger = fixture.ask(TRIGGER);
    fixture.run("drop trigger \"" + trigger + "\"");
    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.feed: must be installed, by hub.tracking() or by hand: trigger "
                + trigger
                + " is missing: dataset=journal PUBLIC.CUSTOMER [ID]");
    insert(1);

    feed();

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class)
        .hasMessageEndingWith("its journal was installed anew");
  }

  @Test
  void aTableThatIsMadeAnewIsNotSilence() {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run(
        "drop table customer", "create table customer (id int primary key, name varchar(40))");
    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(" is missing: dataset=journal ");

    feed();

    assertThatThrownBy(() -> feed.poll(cursor, rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }

  @Test
  void whatIsBeingWrittenWhileATriggerIsMadeIsWaitedForAndTheNextCallMendsIt() throws SQLException {
    Dataset dataset = fixture.polled("CUSTOMER", journal());
    try (Connection held = fixture.begin("insert into customer values (1, 'nobody noted it')")) {
      assertThatThrownBy(() -> tracking(dataset).install(LIMIT))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("what was made stays");
      assertThat(faults(dataset))
          .containsExactly("dataset journal PUBLIC.CUSTOMER [ID]: is missing");
      assertThatThrownBy(() -> dataset.changeFeed().orElseThrow().latest())
          .isInstanceOf(AdapterException.ConfigInvalid.class);
      held.commit();
    }

    tracking(dataset).install(LIMIT);

    assertThat(faults(dataset)).isEmpty();
    ChangeFeed feed = dataset.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    insert(2);
    assertThat(drain(feed, cursor, 10).keys()).containsExactly("2");
  }

  @Test
  void whatIsMissingOrAlteredIsNamedAndMended() {
    Dataset dataset = installed(fixture, "CUSTOMER");
    String trigger = fixture.ask(TRIGGER);
    fixture.run(
        "drop trigger \"" + trigger + "\"",
        "create trigger \""
            + trigger
            + "\" after insert on customer for each row call"
            + " 'io.syncline.jdbc.dialect.H2JournalTrigger'");

    assertThat(faults(dataset))
        .containsExactly(
            "trigger " + trigger + " on PUBLIC.CUSTOMER: is not as it would be made",
            "dataset journal PUBLIC.CUSTOMER [ID]: must begin anew");

    tracking(dataset).install(LIMIT);
    assertThat(tracking(dataset).verify(LIMIT)).allMatch(Health.Check::good);
  }

  @Test
  void theStatementsCanBeRunByHandAndWhatIsInstalledGoesAgain() {
    Dataset dataset = fixture.polled("CUSTOMER", journal());
    fixture.run(tracking(dataset).installation(LIMIT).toArray(String[]::new));
    assertThat(tracking(dataset).verify(LIMIT)).allMatch(Health.Check::good);
    assertThat(tracking(dataset).installation(LIMIT)).isEmpty();
    assertThat(fixture.ask(ALL)).isEqualTo("7");

    fixture.run(tracking(dataset).removal(LIMIT).toArray(String[]::new));

    assertThat(fixture.ask(ALL)).isEqualTo("0");
    assertThat(tracking(dataset).removal(LIMIT)).isEmpty();
    insert(1);
  }

  @Test
  void uninstallingOneLeavesTheOtherAtWork() {
    fixture.run("create table invoice (id int primary key)");
    Dataset invoices = installed(fixture, "INVOICE");
    Cursor cursor = invoices.changeFeed().orElseThrow().latest();
    Dataset customers = installed(fixture, "CUSTOMER");

    tracking(customers).uninstall(LIMIT);

    fixture.run("insert into customer values (1, 'a')", "insert into invoice values (1)");
    assertThat(drain(invoices.changeFeed().orElseThrow(), cursor, 10).keys()).containsExactly("1");
    assertThat(fixture.ask(LINES)).isEqualTo("1");
  }

  @Test
  void whoeverWritesNeedsNoRightToTheJournalOfTheirOwnAndReadsNoneOfIt() throws SQLException {
    ChangeFeed feed = feed();
    Cursor cursor = feed.latest();
    fixture.run("create user app password 'app'", "grant insert on customer to app");
    try (Connection writer = DriverManager.getConnection(fixture.url, "app", "app");
        Statement statement = writer.createStatement()) {
      statement.execute("insert into customer values (1, 'a')");

      assertThatThrownBy(() -> statement.execute(LINES)).hasMessageContaining("rights");
    }

    assertThat(drain(feed, cursor, 10).keys()).containsExactly("1");
  }

  @Test
  void keysThatADatabaseMakesItselfAreNoOthers() throws SQLException {
    fixture.run("create table item (id int auto_increment primary key, name varchar(9))");
    installed(fixture, "CUSTOMER");
    insert(1);
    installed(fixture, "ITEM");
    try (Connection connection = fixture.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into item (name) values ('a')", Statement.RETURN_GENERATED_KEYS);
      assertThat(statement.getGeneratedKeys())
          .satisfies(
              keys -> {
                keys.next();
                assertThat(keys.getLong(1)).isEqualTo(1);
                assertThat(keys.next()).isFalse();
              });
    }
  }

  @Test
  void aViewIsRefused() {
    fixture.run("create view seen as select * from customer");

    assertThatThrownBy(
            () ->
                fixture
                    .open(JdbcAdapter.on(fixture.pool))
                    .dataset(DatasetSpec.of("SEEN").withKey("ID").withOptions(journal().options())))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessage(
            "PUBLIC.SEEN: feed=journal must be of a table of the database's own: type=VIEW");
  }

  @Test
  void whatIsWrittenAfterTheDatabaseWasKilledIsTold(@TempDir Path directory) {
    String url = "jdbc:h2:" + directory.resolve("killed") + ";WRITE_DELAY=60000";
    Cursor cursor;
    try (H2Fixture before = new H2Fixture(url, H2Fixture.Names.UPPER)) {
      before.run("create table customer (id int primary key, name varchar(40))");
      cursor = installed(before, "CUSTOMER").changeFeed().orElseThrow().latest();
      before.run("insert into customer values (1, 'a')");
      cursor = polledOften(before, cursor);
      before.run("insert into customer values (2, 'lost')");
      before.kill();
    }

    try (H2Fixture after = new H2Fixture(url, H2Fixture.Names.UPPER)) {
      after.run("insert into customer values (3, 'c')");
      ChangeFeed feed = after.polled("CUSTOMER", journal()).changeFeed().orElseThrow();

      assertThat(after.ask("select count(*) from customer where id = 2")).isEqualTo("0");
      assertThat(drain(feed, cursor, 10).keys()).containsExactly("3");
    }
  }
}
