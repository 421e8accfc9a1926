package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.JournalFeed.journal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a journal needs in the database comes, is looked at, and goes. */
class JournalTrackingTest {

  private static final String TABLES =
      "select count(*) from pg_class where relkind = 'r' and relnamespace = (select oid from"
          + " pg_namespace where nspname = 'syncline')";

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void tables() {
    fixture.run("create table customer (id int primary key, name text)");
    fixture.run("create table invoice (id int primary key, total int)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Tracking tracking(String table) {
    return fixture.polled(table, journal()).tracking().orElseThrow();
  }

  private static List<String> faults(Tracking tracking) {
    return tracking.verify(LIMIT).stream()
        .filter(check -> !check.good())
        .map(Health.Check::name)
        .toList();
  }

  @Test
  void theStatementsCanBeRunByHand() {
    Tracking tracking = tracking("customer");

    List<String> statements = tracking.installation(LIMIT);
    fixture.run(statements.toArray(String[]::new));

    assertThat(statements.get(0)).isEqualTo("create schema \"syncline\"");
    assertThat(faults(tracking)).isEmpty();
    assertThat(tracking.installation(LIMIT)).isEmpty();
    fixture.run(tracking.removal(LIMIT).toArray(String[]::new));
    assertThat(tracking.removal(LIMIT)).isEmpty();
    assertThat(fixture.ask("select count(*) from pg_namespace where nspname = 'syncline'"))
        .isEqualTo("0");
  }

  @Test
  void threeTablesServeAllThatIsFollowed() {
    tracking("customer").install(LIMIT);
    tracking("invoice").install(LIMIT);

    assertThat(fixture.ask(TABLES)).isEqualTo("3");
  }

  @Test
  void uninstallingOneLeavesTheOtherAtWork() {
    Dataset invoices = fixture.polled("invoice", journal());
    tracking("customer").install(LIMIT);
    invoices.tracking().orElseThrow().install(LIMIT);
    Cursor cursor = invoices.changeFeed().orElseThrow().latest();

    tracking("customer").uninstall(LIMIT);

    fixture.run("insert into customer values (1, 'a')", "insert into invoice values (1, 10)");
    assertThat(Fixture.drain(invoices.changeFeed().orElseThrow(), cursor, 10).keys())
        .containsExactly("1");
    assertThat(fixture.ask("select count(*) from syncline.journal")).isEqualTo("1");
  }

  @Test
  void whatIsMissingOrDisabledIsNamedAndMended() {
    Tracking tracking = tracking("customer");
    tracking.install(LIMIT);
    String update = trigger("update");
    String move = trigger("move");
    fixture.run(
        "alter table customer disable trigger " + update, "drop trigger " + move + " on customer");

    assertThat(faults(tracking))
        .containsExactly(
            "trigger " + update + " on public.customer", "trigger " + move + " on public.customer");
    assertThat(tracking.verify(LIMIT))
        .filteredOn(check -> !check.good())
        .extracting(Health.Check::detail)
        .containsExactly(
            "is disabled; Tracking.installation tells the statements that mend what may be mended",
            "is missing; Tracking.installation tells the statements that mend what may be mended");
    assertThat(tracking.installation(LIMIT))
        .first()
        .isEqualTo("alter table \"public\".\"customer\" enable always trigger \"" + update + "\"");

    tracking.install(LIMIT);
    assertThat(faults(tracking)).isEmpty();
  }

  private String trigger(String what) {
    return fixture.ask(
        "select tgname from pg_trigger where tgname like 'syncline\\_" + what + "\\_%'");
  }

  @Test
  void aFunctionThatWasAlteredIsMadeAnew() {
    Tracking tracking = tracking("customer");
    tracking.install(LIMIT);
    String function = fixture.ask("select proname from pg_proc where proname like 'note\\_%'");
    fixture.run(
        "create or replace function syncline."
            + function
            + "() returns trigger language plpgsql as 'begin return null; end'");

    assertThat(faults(tracking)).containsExactly("function syncline." + function);
    tracking.install(LIMIT);
    assertThat(faults(tracking)).isEmpty();
  }

  @Test
  void aPartitionWithoutItsTruncateTriggerIsNamed() {
    fixture.run("create table visit (id int primary key) partition by range (id)");
    Tracking tracking = tracking("visit");
    tracking.install(LIMIT);
    fixture.run("create table visit_1 partition of visit for values from (1) to (10)");

    assertThat(faults(tracking))
        .containsExactly("trigger " + trigger("truncate") + " on public.visit_1");

    tracking.install(LIMIT);
    assertThat(faults(tracking)).isEmpty();
    tracking.uninstall(LIMIT);
    assertThat(fixture.ask("select count(*) from pg_trigger where tgname like 'syncline%'"))
        .isEqualTo("0");
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
  void aTableInUseIsNotWaitedForLong() throws SQLException {
    Tracking tracking = tracking("customer");
    try (Connection held = fixture.begin("insert into customer values (1, 'a')")) {
      assertThatThrownBy(() -> tracking.install(LIMIT))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageStartingWith("journal public.customer [id]: 55P03 canceling statement")
          .hasMessageEndingWith(
              "; nothing was changed. Where a lock was not had within PT2S, the table is in use:"
                  + " call again");
      held.rollback();
    }
    assertThat(fixture.ask("select count(*) from pg_namespace where nspname = 'syncline'"))
        .isEqualTo("0");
  }

  @Test
  void aDeepProbeNamesWhatIsMissing() {
    Adapter adapter = fixture.adapter();
    Dataset dataset = adapter.dataset(DatasetSpec.of("customer").withOptions(journal().options()));

    assertThat(adapter.probe(Adapter.Probe.DEEP, LIMIT).checks())
        .anySatisfy(
            check -> {
              assertThat(check.name()).isEqualTo("schema syncline");
              assertThat(check.good()).isFalse();
              assertThat(check.detail()).startsWith("is missing");
            });

    dataset.tracking().orElseThrow().install(LIMIT);
    assertThat(adapter.probe(Adapter.Probe.DEEP, LIMIT).isGood()).isTrue();
  }

  @Test
  void rightsThatAreMissingAreNamed() {
    String account = "reader_" + fixture.database.name();
    tracking("customer").install(LIMIT);
    fixture.run(
        "create role " + account + " login password '" + account + "'",
        "grant select on customer to " + account);
    PGSimpleDataSource asReader = new PGSimpleDataSource();
    asReader.setUrl(fixture.database.jdbcUrl());
    asReader.setUser(account);
    asReader.setPassword(account);
    try {
      Tracking tracking =
          fixture
              .open(JdbcAdapter.on(asReader).withoutWriteLedger())
              .dataset(DatasetSpec.of("customer").withOptions(journal().options()))
              .tracking()
              .orElseThrow();

      assertThat(tracking.verify(LIMIT))
          .filteredOn(check -> !check.good())
          .extracting(check -> check.name() + ": " + check.detail().split(";", -1)[0])
          .containsExactly(
              "schema syncline: missing: USAGE",
              "table syncline.dataset: missing: SELECT, UPDATE",
              "table syncline.journal: missing: SELECT, DELETE",
              "table syncline.reader: missing: SELECT, INSERT, UPDATE, DELETE",
              "dataset journal public.customer [id]: cannot be looked at");
    } finally {
      fixture.run("drop owned by " + account, "drop role " + account);
    }
  }
}
