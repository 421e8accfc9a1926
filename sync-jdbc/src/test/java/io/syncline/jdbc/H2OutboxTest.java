package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.drain;
import static io.syncline.jdbc.Fixture.rows;
import static io.syncline.jdbc.OutboxFeed.outbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.AdapterException;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host application records in its transactions on H2 is told, and nothing else. */
class H2OutboxTest extends OutboxFacts {

  private static final String SETTLED = "select min(settled) from syncline_reader";
  private static final String LINES = "select count(*) from syncline_journal";

  private final H2Fixture fixture = new H2Fixture(H2Fixture.Names.AS_WRITTEN);

  @Override
  FollowedDatabase database() {
    return fixture;
  }

  @Override
  void fill() {
    fixture.run("insert into customer select X, 'n' from system_range(1, 20)");
  }

  /** As often as it takes to settle what is missing. */
  private static Cursor polledOften(FollowedDatabase database, Cursor from) {
    Cursor cursor = from;
    for (int poll = 0; poll < 6; poll++) {
      cursor =
          database
              .polled("customer", outbox())
              .changeFeed()
              .orElseThrow()
              .poll(cursor, rows(10))
              .next();
    }
    return cursor;
  }

  private void note(FollowedDatabase database, int id) throws SQLException {
    try (Connection host = database.begin()) {
      outbox.written(host, "customer", id);
      host.commit();
    }
  }

  @Test
  void whatWasRolledBackIsSettledOnceNoOpenTransactionCanHoldIt() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    try (Connection held = fixture.begin()) {
      outbox.written(held, "customer", 1);
      note(fixture, 2);
      cursor = polledOften(fixture, drain(feed, cursor, 10).next());
      assertThat(fixture.ask(SETTLED)).isEqualTo("1");

      held.rollback();
    }

    cursor = polledOften(fixture, cursor);
    assertThat(fixture.ask(SETTLED)).isEqualTo("3");
    assertThat(fixture.ask(LINES)).isEqualTo("0");
    note(fixture, 3);
    assertThat(drain(feed, cursor, 10).keys()).containsExactly("3");
  }

  @Test
  void aTransactionThatWaitsForItsSecondPhaseArrives() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    try (Connection held = fixture.begin();
        Statement statement = held.createStatement()) {
      outbox.written(held, "customer", 1);
      note(fixture, 2);
      cursor = polledOften(fixture, drain(feed, cursor, 10).next());
      statement.execute("prepare commit two_phases");
      cursor = polledOften(fixture, cursor);

      statement.execute("commit transaction two_phases");
    }

    assertThat(drain(feed, cursor, 10).keys()).containsExactly("1");
  }

  @Test
  void whatIsNotedAfterTheDatabaseWasKilledIsTold(@TempDir Path directory) throws SQLException {
    String url = "jdbc:h2:" + directory.resolve("killed") + ";WRITE_DELAY=60000";
    Cursor cursor;
    try (H2Fixture before = new H2Fixture(url, H2Fixture.Names.AS_WRITTEN)) {
      before.run("create table customer (id int primary key, name varchar(40))");
      Dataset dataset = before.polled("customer", outbox());
      dataset.tracking().orElseThrow().install(LIMIT);
      cursor = dataset.changeFeed().orElseThrow().latest();
      note(before, 1);
      try (Connection undone = before.begin()) {
        outbox.written(undone, "customer", 2);
        undone.rollback();
      }
      note(before, 3);
      cursor = polledOften(before, cursor);
      note(before, 4);
      before.kill();
    }

    try (H2Fixture after = new H2Fixture(url, H2Fixture.Names.AS_WRITTEN)) {
      for (int id = 5; id <= 9; id++) {
        note(after, id);
      }
      ChangeFeed feed = after.polled("customer", outbox()).changeFeed().orElseThrow();

      assertThat(after.ask("select listagg(\"key\") from syncline_journal where \"key\" = '4'"))
          .as("what was not on the disk is lost")
          .isEqualTo("null");
      assertThat(drain(feed, cursor, 10).keys()).containsExactly("5", "6", "7", "8", "9");
    }
  }

  @Test
  void aViewIsFollowedToo() throws SQLException {
    fixture.run("create view seen as select * from customer");
    Dataset seen =
        fixture
            .open(JdbcAdapter.on(fixture.pool))
            .dataset(DatasetSpec.of("seen").withKey("id").withOptions(outbox().options()));
    seen.tracking().orElseThrow().install(LIMIT);
    ChangeFeed feed = seen.changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    try (Connection host = fixture.begin()) {
      outbox.written(host, "seen", 5);
      host.commit();
    }

    assertThat(drain(feed, cursor, 10).keys()).containsExactly("5");
  }

  @Test
  void whatIsNotInstalledIsRefusedLoudly() throws SQLException {
    try (Connection host = fixture.begin()) {
      assertThatThrownBy(() -> outbox.written(host, "customer", 1))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Table \"syncline_dataset\" not found");
    }
    ChangeFeed feed = fixture.polled("customer", outbox()).changeFeed().orElseThrow();
    assertThatThrownBy(feed::latest)
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining("there is no journal in PUBLIC: dataset=outbox customer");
    installed(outbox());
    try (Connection host = fixture.begin()) {
      assertThatThrownBy(() -> outbox.written(host, "invoice", 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("must be installed with feed=outbox, by hub.tracking(): dataset=invoice");
    }
  }

  @Test
  void theTablesMayStandInAnotherSchema() throws SQLException {
    fixture.run("create schema \"Other\"");
    ChangeFeed feed = installed(outbox().schema("Other"));
    Cursor cursor = feed.latest();
    try (Connection host = fixture.begin()) {
      Outbox.in("Other").written(host, "customer", 5);
      host.commit();
    }

    assertThat(drain(feed, cursor, 10).keys()).containsExactly("5");
  }

  @Test
  void theApplicationNeedsTheRightsThatAreNamed() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    fixture.run(
        "create user app password 'app'",
        "grant select on syncline_dataset to app",
        "grant insert on syncline_journal to app");
    try (Connection host = DriverManager.getConnection(fixture.url, "app", "app")) {
      host.setAutoCommit(false);
      outbox.written(host, "customer", 7);
      host.commit();
    }

    assertThat(drain(feed, cursor, 10).keys()).containsExactly("7");
  }

  @Test
  void whoIsNoAdministratorIsToldSoAndFollowsNothing() {
    installed(outbox());
    fixture.run("create user other password 'other'", "grant all on schema PUBLIC to other");
    JdbcConnectionPool pool = JdbcConnectionPool.create(fixture.url, "other", "other");
    Dataset dataset =
        fixture
            .open(JdbcAdapter.on(pool))
            .dataset(DatasetSpec.of("customer").withOptions(outbox().options()));

    assertThat(dataset.tracking().orElseThrow().verify(LIMIT))
        .filteredOn(check -> !check.good())
        .extracting(Health.Check::name)
        .contains("right ADMIN");
    assertThatThrownBy(() -> dataset.changeFeed().orElseThrow().latest())
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(
            "the right ADMIN is missing, without which no open transactions show");
    pool.dispose();
  }

  @Test
  void whatIsInstalledGoesAgain() {
    installed(outbox());
    Dataset dataset = fixture.polled("customer", outbox());
    assertThat(dataset.tracking().orElseThrow().installation(LIMIT)).isEmpty();
    assertThat(fixture.ask("select count(*) from INFORMATION_SCHEMA.TRIGGERS")).isEqualTo("0");

    dataset.tracking().orElseThrow().uninstall(LIMIT);

    assertThat(
            fixture.ask(
                "select count(*) from INFORMATION_SCHEMA.TABLES where TABLE_NAME like"
                    + " 'syncline%'"))
        .isEqualTo("0");
  }
}
