package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.spi.Settings;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTest {

  private static final String ODD = "\"odd.schema\".\"select \"\"all\"\" Äß\"";

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static List<String> scan(Dataset dataset, int maxRows) {
    Scanner scanner = dataset.scanner().orElseThrow();
    List<String> keys = new ArrayList<>();
    ScanPage page = scanner.start(rows(maxRows));
    page.entries().forEach(each -> keys.add(each.key().toString()));
    while (page.next().isPresent()) {
      assertThat(page.complete()).isFalse();
      Cursor cursor = page.next().get();
      page = scanner.resume(cursor, rows(maxRows));
      page.entries().forEach(each -> keys.add(each.key().toString()));
    }
    assertThat(page.complete()).isTrue();
    return keys;
  }

  @Test
  void pagesOfAnySizeGiveTheSameRows() {
    fixture.run(
        "create table t (id int primary key)", "insert into t select generate_series(1, 50)");
    Dataset dataset = fixture.dataset("t");

    assertThat(scan(dataset, 1)).hasSize(50).isEqualTo(scan(dataset, 7));
    assertThat(scan(dataset, 7)).isEqualTo(scan(dataset, 1000));
  }

  @Test
  void anEmptyTableIsACompleteListing() {
    fixture.run("create table t (id int primary key)");

    assertThat(scan(fixture.dataset("t"), 5)).isEmpty();
  }

  @Test
  void textKeysOfMixedCaseComeInTheOrderOfTheirCodePoints() {
    fixture.run(
        "create table t (code varchar(20) primary key)",
        "insert into t values ('b'), ('B'), ('a'), ('A'), ('_'), ('ä'), ('Z|1'), ('z\\')");

    assertThat(scan(fixture.dataset("t"), 3))
        .containsExactly("A", "B", "Z\\|1", "_", "a", "b", "z\\\\", "ä");
  }

  @Test
  void compositeKeysAndOddNamesWorkThroughout() {
    fixture.run(
        "create schema \"odd.schema\"",
        "create table "
            + ODD
            + " (\"Order\" text, \"line no\" int, \"va\"\"lue\" text, \"user\" text,"
            + " primary key (\"Order\", \"line no\"))");
    Dataset dataset = fixture.dataset(ODD);
    for (int i = 0; i < 6; i++) {
      Write write =
          new Write(
              "w" + i,
              WriteKind.CREATE,
              Optional.of(NativeKey.of(i % 2 == 0 ? "a'b" : "B\"c", "" + i)),
              Fixture.row(Map.of("va\"lue", "v" + i, "user", "u")),
              new Precondition.Absent(),
              false);
      assertThat(Fixture.write(dataset, write).get(0)).isInstanceOf(WriteOutcome.Applied.class);
    }

    assertThat(scan(dataset, 2))
        .containsExactly("B\"c|1", "B\"c|3", "B\"c|5", "a'b|0", "a'b|2", "a'b|4");
    assertThat(Fixture.read(dataset, "a'b", "2").row().get("va\"lue")).contains(Value.of("v2"));
    assertThat(fixture.adapter().datasets(Fixture.LIMIT)).contains(ODD);
  }

  @Test
  void readsAnswerInTheOrderOfTheRequest() {
    fixture.run("create table t (id int primary key)", "insert into t values (1), (2)");
    List<NativeKey> keys =
        List.of(
            NativeKey.of("2"),
            NativeKey.of("9"),
            NativeKey.of("1"),
            NativeKey.of("2"),
            NativeKey.of("no number"));

    List<PointRead> reads =
        fixture.dataset("t").pointReader().orElseThrow().read(keys, Fixture.LIMIT);

    assertThat(reads.stream().map(PointRead::key)).containsExactlyElementsOf(keys);
    assertThat(reads.stream().map(read -> read.getClass().getSimpleName()))
        .containsExactly("Found", "Gone", "Found", "Found", "Gone");
  }

  @Test
  void aListingGoesOnInAnotherProcessAndSeesWhatWasThereThroughout() {
    fixture.run(
        "create table t (id int primary key)", "insert into t select generate_series(1, 9)");
    ScanPage first = fixture.dataset("t").scanner().orElseThrow().start(rows(4));
    fixture.run("delete from t where id in (2, 6)", "insert into t values (0), (100)");

    ScanPage rest =
        fixture.dataset("t").scanner().orElseThrow().resume(first.next().orElseThrow(), rows(50));

    assertThat(rest.entries().stream().map(each -> each.key().toString()))
        .containsExactly("5", "7", "8", "9", "100");
  }

  @Test
  void aViewHasNoRowVersionsOfItsOwn() {
    fixture.run(
        "create table t (id int primary key, name text, rev int)",
        "insert into t values (1, 'x', 7)",
        "create view v as select * from t");
    DatasetSpec spec = DatasetSpec.of("v").withKey("id");

    Dataset plain = fixture.adapter().dataset(spec);
    Dataset versioned =
        fixture.adapter().dataset(spec.withOptions(Map.of("version", "column:rev")));

    assertThat(Fixture.read(plain, "1").version()).isEmpty();
    assertThat(Fixture.read(versioned, "1").version())
        .contains(io.syncline.model.Version.opaque("7"));
    assertThatThrownBy(() -> fixture.dataset("v"))
        .hasMessage("key: must be given: public.v declares no primary key");
  }

  @Test
  void aProbeTellsRightsAndIncarnation() {
    fixture.run("create table t (id int primary key)");
    Adapter adapter = fixture.adapter();
    adapter.dataset(DatasetSpec.of("t"));

    var health = adapter.probe(Adapter.Probe.DEEP, Fixture.LIMIT);

    assertThat(health.isGood()).isTrue();
    assertThat(adapter.incarnation(Fixture.LIMIT)).isPresent();
    assertThat(health.checks().stream().map(each -> each.name()))
        .containsExactly("reachable", "credentials", "rights on public.t", "write ledger");
  }

  @Test
  void aReadOnlyAccountIsToldWhatItLacks() {
    String role = "reader_" + fixture.database.name();
    fixture.run(
        "create table t (id int primary key)",
        "create role " + role + " login password 'p'",
        "grant select on t to " + role);
    try {
      var limited = new org.postgresql.ds.PGSimpleDataSource();
      limited.setUrl(fixture.database.jdbcUrl());
      limited.setUser(role);
      limited.setPassword("p");
      Adapter adapter = fixture.open(JdbcAdapter.on(limited));
      Dataset dataset = adapter.dataset(DatasetSpec.of("t"));

      assertThat(adapter.probe(Adapter.Probe.DEEP, Fixture.LIMIT).checks().toString())
          .contains("missing: INSERT, UPDATE, DELETE")
          .contains("public.syncline_write is missing and may not be created");
      assertThat(Fixture.write(dataset, Fixture.creation("w", "1", Map.of())).get(0))
          .isInstanceOf(WriteOutcome.Denied.class);
    } finally {
      fixture.run("drop owned by " + role, "drop role " + role);
    }
  }

  @Test
  void closingEndsARunningCallAsCancelled() throws Exception {
    fixture.run("create table t (id int primary key)");
    Adapter adapter = fixture.adapter();
    Dataset dataset = adapter.dataset(DatasetSpec.of("t"));
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Connection held = fixture.begin("lock table t in access exclusive mode")) {
      var call = pool.submit(() -> scan(dataset, 5));
      awaitLockWaiter();

      adapter.close(Duration.ofSeconds(3));

      assertThatThrownBy(call::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(AdapterException.Cancelled.class);
      held.rollback();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aCallEndsWhenItsTimeIsUp() throws Exception {
    fixture.run("create table t (id int primary key)");
    Dataset dataset = fixture.dataset("t");
    try (Connection held = fixture.begin("lock table t in access exclusive mode")) {
      assertThatThrownBy(
              () ->
                  dataset
                      .scanner()
                      .orElseThrow()
                      .start(new io.syncline.spi.Limits(5, Duration.ofMillis(400))))
          .isInstanceOf(AdapterException.DeadlineExceeded.class)
          .hasMessageContaining("public.t: 57014");
      held.rollback();
    }
  }

  @Test
  void anInterruptEndsACallAsCancelledWhereTheDatabaseIsGivenByUrl() throws Exception {
    fixture.run("create table t (id int primary key)");
    Settings settings =
        Settings.of(
            Map.of(
                "url", fixture.database.jdbcUrl(),
                "user", fixture.database.user(),
                "password", fixture.database.password()));
    Adapter adapter = fixture.open(context -> new JdbcAdapterProvider().open(settings, context));
    Dataset dataset = adapter.dataset(DatasetSpec.of("t"));
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Connection held = fixture.begin("lock table t in access exclusive mode")) {
      var call = pool.submit(() -> catchThrowable(() -> scan(dataset, 5)));
      awaitLockWaiter();

      pool.shutdownNow();

      assertThat(call.get(5, TimeUnit.SECONDS)).isInstanceOf(AdapterException.Cancelled.class);
      held.rollback();
    } finally {
      pool.shutdownNow();
    }
    assertThat(adapter.probe(Adapter.Probe.DEEP, Fixture.LIMIT).isGood()).isTrue();
  }

  private void awaitLockWaiter() {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                !fixture
                    .ask("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                    .equals("0"));
  }

  @Test
  void theProviderIsFoundAndOpensByUrl() {
    AdapterProvider provider =
        ServiceLoader.load(AdapterProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.type().equals("jdbc"))
            .findFirst()
            .orElseThrow();
    Settings settings =
        Settings.of(Map.of("url", fixture.database.jdbcUrl(), "user", fixture.database.user()));
    try (Adapter adapter = provider.open(settings, Fixture.CONTEXT)) {
      fixture.adapters.add(adapter);
      assertThat(provider.validate(settings)).isEmpty();
      assertThat(provider.validate(Settings.of(Map.of("connections", "x", "nosuch", "1"))))
          .hasSize(3);
      assertThat(adapter.probe(Adapter.Probe.ALIVE, Fixture.LIMIT).checks()).isNotEmpty();
    }
  }
}
