package io.syncline.jdbc;

import static io.syncline.jdbc.TwoDatabases.run;
import static io.syncline.jdbc.TwoDatabases.settle;
import static io.syncline.jdbc.TwoDatabases.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.model.FieldType;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.DatasetSpec;
import io.syncline.testkit.database.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub between two databases, both followed by their logs. */
class LogHubTest {

  private static final String TABLE =
      "create table customer (id text primary key, name text, note text)";
  private static final String ALL =
      "select concat_ws('|', id, name, md5(note)) from customer order by id";
  private static final long SEED = 7;

  private final TwoDatabases databases = new TwoDatabases();

  @TempDir private Path folder;

  @BeforeEach
  void create() throws SQLException {
    for (TestDatabase database : List.of(databases.crm, databases.erp)) {
      run(database, TABLE, "alter table customer alter column note set storage external");
      DatasetSpec spec = DatasetSpec.of("customer").withOptions(LogFeed.log().options());
      try (Adapter adapter = source(database).open(AdapterContext.of(InstantSource.system()))) {
        adapter.dataset(spec).tracking().orElseThrow().install(Duration.ofSeconds(20));
      }
    }
  }

  @AfterEach
  void close() {
    databases.close();
  }

  private static JdbcAdapterSource source(TestDatabase database) {
    return JdbcAdapter.on(database.dataSource()).logConnections(Fixture.logConnections(database));
  }

  private Hub hub() {
    return Hub.builder()
        .state(JdbcState.file(folder.resolve("state.db")))
        .system("crm", source(databases.crm))
        .system("erp", source(databases.erp))
        .entity(
            "customer",
            customer ->
                customer
                    .field("id", FieldType.text())
                    .field("name", FieldType.text())
                    .field("note", FieldType.text())
                    .matchOn("id")
                    .in(
                        "crm",
                        flow -> flow.dataset("customer").everyFieldByName().feed(LogFeed.log()))
                    .in(
                        "erp",
                        flow -> flow.dataset("customer").everyFieldByName().feed(LogFeed.log())))
        .build();
  }

  private void assertAgree() throws SQLException {
    assertThat(texts(databases.erp, ALL)).isEqualTo(texts(databases.crm, ALL)).isNotEmpty();
  }

  @Test
  void insertsUpdatesDeletesAndLargeValuesReachTheOtherSide() throws SQLException {
    try (Hub hub = hub()) {
      run(databases.crm, "insert into customer values ('1', 'one', repeat('x', 100000))");
      settle(hub);
      run(databases.erp, "update customer set name = 'uno'");
      run(databases.crm, "insert into customer values ('2', 'two', null)");
      settle(hub);
      assertAgree();

      run(databases.erp, "delete from customer where id = '2'");
      settle(hub);
    }

    assertAgree();
    assertThat(texts(databases.crm, ALL)).hasSize(1).first().asString().startsWith("1|uno|");
  }

  @Test
  void aTruncateIsComparedAndHeldBackAsManyDeletesAre() throws SQLException {
    try (Hub hub = hub()) {
      run(
          databases.crm,
          "insert into customer select n::text, 'n', '' from generate_series(1, 50) n");
      settle(hub);
      run(databases.crm, "truncate customer");

      hub.sync();
    }

    assertThat(texts(databases.erp, ALL)).hasSize(50);
  }

  @Test
  void randomEditsOnBothSidesEndInAgreement() throws SQLException {
    SplittableRandom random = new SplittableRandom(SEED);
    Hub hub = hub();
    try {
      for (int step = 0; step < 60; step++) {
        edit(random, random.nextBoolean() ? databases.crm : databases.erp);
        if (random.nextInt(4) == 0) {
          hub.sync();
        }
        if (random.nextInt(20) == 0) {
          hub.close();
          hub = hub();
        }
      }
      settle(hub);
    } finally {
      hub.close();
    }

    assertThat(texts(databases.erp, ALL)).as("seed %s", SEED).isEqualTo(texts(databases.crm, ALL));
  }

  /** Each side has rows of its own, so that nothing is in conflict. */
  private void edit(SplittableRandom random, TestDatabase database) throws SQLException {
    String id = (database == databases.crm ? "c" : "e") + random.nextInt(8);
    String statement =
        switch (random.nextInt(4)) {
          case 0, 1 ->
              "insert into customer values ('"
                  + id
                  + "', 'n', repeat('y', "
                  + random.nextInt(5_000)
                  + ")) on conflict (id) do update set note = excluded.note";
          case 2 ->
              "update customer set name = 'm" + random.nextInt(9) + "' where id = '" + id + "'";
          default -> "delete from customer where id = '" + id + "'";
        };
    run(database, statement);
  }
}
