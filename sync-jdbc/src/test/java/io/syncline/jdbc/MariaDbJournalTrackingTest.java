package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.JournalFeed.journal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * What a journal needs in MariaDB comes, is looked at, and goes, with no more rights than named.
 */
class MariaDbJournalTrackingTest {

  private static final String OURS =
      " where table_schema = database() and table_name like 'syncline\\_%'";
  private static final String TABLES = "select count(*) from information_schema.tables" + OURS;
  private static final String TRIGGERS =
      "select count(*) from information_schema.triggers where trigger_schema = database()";

  final Fixture fixture = database();
  final String database = fixture.database.name();
  final String account = "hub" + database.substring(database.length() - 20);

  Fixture database() {
    return Fixture.mariaDb();
  }

  /** What the account needs beside rights to tables. */
  String installing() {
    return "process";
  }

  /** What is set while we are at it. */
  String settings() {
    return "@@lock_wait_timeout";
  }

  @BeforeEach
  void tables() {
    fixture.run("create table customer (id int primary key, name varchar(40))");
    fixture.run("create table invoice (id int primary key, total int)");
    fixture.run("create user " + account + " identified by '" + account + "'");
  }

  @AfterEach
  void close() {
    fixture.run("drop user " + account);
    fixture.close();
  }

  Tracking tracking(String table) {
    return fixture.polled(table, journal()).tracking().orElseThrow();
  }

  void grant(String... rights) {
    for (String each : rights) {
      fixture.run("grant " + each + " to " + account);
    }
  }

  Dataset asAccount() throws SQLException {
    MariaDbDataSource connections = new MariaDbDataSource(fixture.database.jdbcUrl());
    connections.setUser(account);
    connections.setPassword(account);
    return fixture
        .open(JdbcAdapter.on(connections).withoutWriteLedger())
        .dataset(DatasetSpec.of("customer").withKey("id").withOptions(journal().options()));
  }

  static List<String> faults(Tracking tracking) {
    return tracking.verify(LIMIT).stream()
        .filter(check -> !check.good())
        .map(check -> check.name() + ": " + check.detail().split(";", -1)[0])
        .toList();
  }

  @Test
  void theStatementsCanBeRunByHand() {
    Tracking tracking = tracking("customer");

    List<String> statements = tracking.installation(LIMIT);
    fixture.run(statements.toArray(String[]::new));

    assertThat(statements.get(0))
        .startsWith("create table `" + database + "`.`syncline_dataset` (number bigint");
    assertThat(faults(tracking)).isEmpty();
    assertThat(tracking.installation(LIMIT)).isEmpty();
    fixture.run(tracking.removal(LIMIT).toArray(String[]::new));
    assertThat(tracking.removal(LIMIT)).isEmpty();
    assertThat(fixture.ask(TABLES)).isEqualTo("0");
    assertThat(fixture.ask(TRIGGERS)).isEqualTo("0");
  }

  @Test
  void uninstallingOneLeavesTheOtherAtWork() {
    Dataset invoices = fixture.polled("invoice", journal());
    tracking("customer").install(LIMIT);
    invoices.tracking().orElseThrow().install(LIMIT);
    assertThat(fixture.ask(TABLES)).isEqualTo("3");
    Cursor cursor = invoices.changeFeed().orElseThrow().latest();

    tracking("customer").uninstall(LIMIT);

    fixture.run("insert into customer values (1, 'a')", "insert into invoice values (1, 10)");
    assertThat(Fixture.drain(invoices.changeFeed().orElseThrow(), cursor, 10).keys())
        .containsExactly("1");
    assertThat(fixture.ask("select count(*) from syncline_journal")).isEqualTo("1");
  }

  @Test
  void whatIsMissingOrAlteredIsNamedAndMended() {
    Tracking tracking = tracking("customer");
    tracking.install(LIMIT);
    String update = trigger("update");
    String delete = trigger("delete");
    fixture.run("drop trigger " + update, "drop trigger " + delete);
    fixture.run("create trigger " + delete + " after delete on customer for each row begin end");

    assertThat(faults(tracking))
        .containsExactly(
            "trigger " + update + " on " + database + ".customer: is missing",
            "trigger " + delete + " on " + database + ".customer: is not as it would be made");

    tracking.install(LIMIT);
    assertThat(faults(tracking)).isEmpty();
  }

  private String trigger(String event) {
    return fixture.ask(
        "select trigger_name from information_schema.triggers where trigger_schema = database()"
            + " and trigger_name like 'syncline\\_"
            + event
            + "\\_%'");
  }

  @Test
  void installationsAtTheSameTimeMakeOne() throws InterruptedException, ExecutionException {
    ExecutorService many = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Tracking tracking = tracking(i % 2 == 0 ? "customer" : "invoice");
        calls.add(
            () -> {
              tracking.install(LIMIT);
              return true;
            });
      }

      for (Future<Boolean> each : many.invokeAll(calls)) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      many.shutdown();
    }
    assertThat(faults(tracking("customer"))).isEmpty();
    assertThat(faults(tracking("invoice"))).isEmpty();
  }

  @Test
  void aTableInUseIsNotWaitedForLongAndTheNextCallMendsIt() throws SQLException {
    Tracking tracking = tracking("customer");
    try (Connection held = fixture.begin("insert into customer values (1, 'a')")) {
      assertThatThrownBy(() -> tracking.install(LIMIT))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("Lock wait timeout exceeded")
          .hasMessageEndingWith(
              "; what was made stays. Where a lock was not had within PT2S, the table is in use:"
                  + " call again");
      held.rollback();
    }
    assertThat(fixture.ask(TRIGGERS)).isEqualTo("0");

    tracking.install(LIMIT);

    assertThat(faults(tracking)).isEmpty();
  }

  @Test
  void aSessionIsGivenBackAsItWas() throws SQLException {
    HikariConfig single = new HikariConfig();
    single.setJdbcUrl(fixture.database.jdbcUrl());
    single.setUsername(fixture.database.user());
    single.setPassword(fixture.database.password());
    single.setMaximumPoolSize(1);
    try (HikariDataSource one = new HikariDataSource(single)) {
      String settings = "select concat(" + settings() + ", ' ', connection_id())";
      String before = asked(one, settings);
      fixture
          .open(JdbcAdapter.on(one).withoutWriteLedger())
          .dataset(DatasetSpec.of("customer").withOptions(journal().options()))
          .tracking()
          .orElseThrow()
          .install(LIMIT);

      assertThat(asked(one, settings)).isEqualTo(before);
      assertThat(
              asked(
                  one, "select is_free_lock(concat('syncline ', left(sha2(database(), 256), 32)))"))
          .isEqualTo("1");
    }
  }

  private static String asked(DataSource connections, String query) throws SQLException {
    try (Connection connection = connections.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  @Test
  void aDeepProbeNamesWhatIsMissing() {
    Adapter adapter = fixture.adapter();
    Dataset dataset = adapter.dataset(DatasetSpec.of("customer").withOptions(journal().options()));

    assertThat(adapter.probe(Adapter.Probe.DEEP, LIMIT).checks())
        .filteredOn(check -> !check.good())
        .extracting(Health.Check::name)
        .contains("table " + database + ".syncline_journal");

    dataset.tracking().orElseThrow().install(LIMIT);
    assertThat(adapter.probe(Adapter.Probe.DEEP, LIMIT).isGood()).isTrue();
  }

  @Test
  void rightsThatAreMissingAreNamed() throws SQLException {
    grant("select on " + database + ".customer");

    assertThat(faults(asAccount().tracking().orElseThrow()))
        .contains(
            "right PROCESS: missing: PROCESS",
            "table " + database + ".syncline_journal: is missing, and the right to make it: CREATE",
            "right TRIGGER on " + database + ".customer: missing: TRIGGER");

    tracking("customer").install(LIMIT);
    grant("select (name) on " + database + ".syncline_dataset");
    assertThat(faults(asAccount().tracking().orElseThrow()))
        .contains("right TRIGGER on " + database + ".customer: missing: TRIGGER");
    assertThatThrownBy(() -> asAccount().changeFeed().orElseThrow().latest())
        .isInstanceOf(AdapterException.class);
  }

  @Test
  void anAccountThatOnlyFollowsNeedsTheRightsThatAreNamed() throws SQLException {
    tracking("customer").install(LIMIT);
    grant(
        "process on *.*",
        "select, trigger on " + database + ".customer",
        "select, update on " + database + ".syncline_dataset",
        "select, delete on " + database + ".syncline_journal",
        "select, insert, update, delete on " + database + ".syncline_reader");
    Dataset dataset = asAccount();
    ChangeFeed feed = dataset.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    fixture.run("insert into customer values (1, 'a')");

    Fixture.Drained drained = Fixture.drain(feed, cursor, 10);

    assertThat(faults(dataset.tracking().orElseThrow())).isEmpty();
    assertThat(drained.keys()).containsExactly("1");
    Fixture.drain(asAccount().changeFeed().orElseThrow(), drained.next(), 10);
    assertThat(fixture.ask("select count(*) from syncline_journal")).isEqualTo("0");
  }

  @Test
  void anAccountThatInstallsAndRemovesNeedsTheRightsThatAreNamed() throws SQLException {
    grant(
        installing() + " on *.*",
        "select, trigger on " + database + ".customer",
        "select, insert, update, create, drop on " + database + ".syncline_dataset",
        "select, insert, delete, create, drop on " + database + ".syncline_journal",
        "select, insert, update, delete, create, drop on " + database + ".syncline_reader");
    Tracking tracking = asAccount().tracking().orElseThrow();

    tracking.install(LIMIT);
    fixture.run("insert into customer values (1, 'a')");

    assertThat(faults(tracking)).isEmpty();
    assertThat(fixture.ask("select count(*) from syncline_journal")).isEqualTo("1");
    tracking.uninstall(LIMIT);
    assertThat(fixture.ask(TABLES)).isEqualTo("0");
  }

  @Test
  void anAccountWhoseTriggersCouldNotWriteMakesNone() throws SQLException {
    tracking("invoice").install(LIMIT);
    grant(
        "select, trigger on " + database + ".customer",
        "select, insert, update on " + database + ".syncline_dataset",
        "select, delete on " + database + ".syncline_journal",
        "select on " + database + ".syncline_reader");
    Tracking tracking = asAccount().tracking().orElseThrow();

    tracking.install(LIMIT);

    assertThat(faults(tracking))
        .contains(
            "trigger "
                + trigger("insert").replaceAll("_[0-9a-f]+$", "_" + digits())
                + " on "
                + database
                + ".customer: is missing, and the right to serve it: INSERT on "
                + database
                + ".syncline_journal");
    fixture.run("insert into customer values (1, 'a')");
    assertThat(fixture.ask("select count(*) from syncline_journal")).isEqualTo("0");
  }

  private String digits() {
    return fixture.ask(
        "select lower(lpad(hex(number), 16, '0')) from syncline_dataset where name like"
            + " '%.customer [id]'");
  }

  @Test
  void whoeverWritesNeedsNoRightToTheJournal() throws SQLException {
    tracking("customer").install(LIMIT);
    grant("insert on " + database + ".customer");

    try (Connection writer =
            DriverManager.getConnection(fixture.database.jdbcUrl(), account, account);
        Statement insert = writer.createStatement()) {
      insert.execute("insert into customer values (1, 'a')");
    }

    assertThat(fixture.ask("select count(*) from syncline_journal")).isEqualTo("1");
  }
}
