package io.syncline.jdbc.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.engine.FlowHealth;
import io.syncline.engine.FlowName;
import io.syncline.engine.SyncReport;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.operate.EntryKind;
import io.syncline.operate.InboxFilter;
import io.syncline.testkit.database.OwnServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server becomes read-only in the middle of writes, as where another one took over, and is
 * writable again later. What people do there arrives all the same, as by replication. Another seed:
 * {@code -Dsyncline.kill.seed=N}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a server is not started by its command there")
@Tag("once")
class ReadOnlyTest {

  private static final long SEED = Long.getLong("syncline.kill.seed", 4711L);
  private static final int LOAD = 1_500;
  private static final int DEEDS = 60;
  private static final Duration NO_MORE_THAN = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final String READ_ONLY = "in a read-only transaction";
  private static final String LET_THROUGH = "?options=-c%20default_transaction_read_only=off";

  private final OwnServer first = OwnServer.postgresql();
  private final OwnServer second = OwnServer.postgresql();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void whatBecomesReadOnlyAmidWritesIsReadOnAndNothingIsLostOrDoubled() throws Exception {
    Pair pair = pair(Site.Feed.POLLED);
    try (Users users = users(pair);
        Running hub = new Running(pair, folder.resolve("state.db"))) {
      users.load("b", LOAD);
      await().atMost(NO_MORE_THAN).pollInterval(LOOK).until(() -> hub.last().equals("WRITE a"));
      readOnly("on");
      work(users);

      assertNamed(hub.hub());
      String ref = users.load("a", 1);
      await().atMost(NO_MORE_THAN).until(() -> shows(pair.b(), ref));
      assertNamed(hub.hub());
      assertThat(health(hub.hub()).succeeded()).as("read to its end").isPresent();

      readOnly("off");
      work(users);
      hub.stop();
      new Agreement(pair, users.deeds()).check(hub.hub());
    }
  }

  @Test
  void aServerThatComesBackReadOnlyDoublesNothingOnceItMayBeWritten() throws Exception {
    Pair pair = pair(Site.Feed.JOURNALED);
    try (Users users = users(pair);
        Running hub = new Running(pair, folder.resolve("state.db"))) {
      users.load("b", LOAD);
      await().atMost(NO_MORE_THAN).pollInterval(LOOK).until(() -> hub.last().equals("WRITE a"));
      readOnly("on");
      first.kill();
      first.start();
      users.cameBack("a");
      work(users);

      assertNamed(hub.hub());

      readOnly("off");
      hub.stop();
      new Agreement(pair, users.deeds()).check(hub.hub());
    }
  }

  private Pair pair(Site.Feed feed) throws SQLException {
    Pair pair = new Pair(Site.of(first, feed), Site.of(second, Site.Feed.JOURNALED));
    pair.prepare(folder.resolve("state.db"));
    return pair;
  }

  private static Users users(Pair pair) {
    Site a = pair.a();
    Site through = new Site(a.url() + LET_THROUGH, a.user(), a.password(), a.feed());
    return new Users(new Pair(through, pair.b()), SEED);
  }

  private static void work(Users users) throws SQLException {
    users.load("b", LOAD / 3);
    users.load("a", LOAD / 3);
    for (int deed = 0; deed < DEEDS; deed++) {
      users.act();
    }
  }

  /** For all transactions that begin from now on, of connections that are open already, too. */
  private void readOnly(String value) throws SQLException {
    Site site = Site.of(first, Site.Feed.POLLED);
    site.run(
        List.of(
            "alter system set default_transaction_read_only = " + value,
            "select pg_reload_conf()"));
    await()
        .atMost(NO_MORE_THAN)
        .until(() -> site.rows("show default_transaction_read_only").get(0).get(0).equals(value));
    if (value.equals("on")) {
      assertThatThrownBy(() -> site.run(List.of("create table other (id int)")))
          .hasMessageContaining(READ_ONLY);
    }
  }

  private static boolean shows(Site site, String ref) throws SQLException {
    return !site.rows("select id from customer where ref = '" + ref + "'").isEmpty();
  }

  private static FlowHealth health(Hub hub) {
    FlowName flow = new FlowName(new EntityName(Pair.CUSTOMER), new SystemId("a"));
    return hub.health().flows().get(flow);
  }

  /** The system is away for writes, by its name and reason; no record is blamed for it. */
  private static void assertNamed(Hub hub) {
    SystemId a = new SystemId("a");
    await()
        .atMost(NO_MORE_THAN)
        .untilAsserted(
            () -> {
              assertThat(hub.lastRun().map(SyncReport::failures).orElse(new TreeMap<>()))
                  .containsOnlyKeys(a)
                  .hasEntrySatisfying(a, why -> assertThat(why).contains(READ_ONLY));
              assertThat(health(hub).failure().orElse("")).contains(READ_ONLY);
            });
    assertThat(hub.inbox().counts(InboxFilter.all())).containsOnlyKeys(EntryKind.STOPPED);
  }
}
