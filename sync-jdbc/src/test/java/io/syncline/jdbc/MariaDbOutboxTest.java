package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.OutboxFeed.outbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What a host application records in its transactions on MariaDB is told, and nothing else. */
class MariaDbOutboxTest extends OutboxFacts {

  private final Fixture fixture = server();

  Fixture server() {
    return Fixture.mariaDb();
  }

  /** Another one on the same server. */
  TestDatabase other() {
    return TestDatabases.mariadb();
  }

  @Override
  FollowedDatabase database() {
    return fixture;
  }

  @Override
  void fill() {
    fixture.run("insert into customer select seq, 'n' from " + Fixture.numbers(1, 20));
  }

  @Test
  void whatIsNotInstalledIsRefusedLoudly() throws SQLException {
    try (Connection host = fixture.begin()) {
      assertThatThrownBy(() -> outbox.written(host, "customer", 1))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("syncline_dataset' doesn't exist");
    }
    installed(outbox());
    try (Connection host = fixture.begin()) {
      assertThatThrownBy(() -> outbox.written(host, "invoice", 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("must be installed with feed=outbox, by hub.tracking(): dataset=invoice");
    }
  }

  @Test
  void theTablesMayStandInAnotherDatabase() throws SQLException {
    try (TestDatabase other = other()) {
      ChangeFeed feed = installed(outbox().schema(other.name()));
      Cursor cursor = feed.latest();
      try (Connection host = fixture.begin()) {
        Outbox.in(other.name()).written(host, "customer", 5);
        host.commit();
      }

      assertThat(Fixture.drain(feed, cursor, 10).keys()).containsExactly("5");
    }
  }

  @Test
  void theApplicationNeedsTheRightsThatAreNamed() throws SQLException {
    ChangeFeed feed = installed(outbox());
    Cursor cursor = feed.latest();
    String database = fixture.database.name();
    String app = "app" + database.substring(database.length() - 20);
    fixture.run(
        "create user " + app + " identified by '" + app + "'",
        "grant select on " + database + ".syncline_dataset to " + app,
        "grant insert on " + database + ".syncline_journal to " + app);
    try (Connection host = DriverManager.getConnection(fixture.database.jdbcUrl(), app, app)) {
      host.setAutoCommit(false);
      outbox.written(host, "customer", 7);
      host.commit();
    } finally {
      fixture.run("drop user " + app);
    }

    assertThat(Fixture.drain(feed, cursor, 10).keys()).containsExactly("7");
  }

  @Test
  void nothingButTheThreeTablesIsInstalled() throws SQLException {
    installed(outbox());

    try (Connection connection = fixture.connect();
        Statement statement = connection.createStatement()) {
      ResultSet found = statement.executeQuery("show tables like 'syncline%'");
      int tables = 0;
      while (found.next()) {
        tables++;
      }
      assertThat(tables).isEqualTo(3);
      assertThat(statement.executeQuery("show triggers").next()).isFalse();
    }
    Dataset dataset = fixture.polled("customer", outbox());
    assertThat(dataset.tracking().orElseThrow().installation(LIMIT)).isEmpty();
  }
}
