package io.syncline.jdbc.kill;

import static org.awaitility.Awaitility.await;

import io.syncline.testkit.database.OwnServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of a database server, all its processes, at random points of bulk loads and of two-way
 * traffic, while the hub and people use it; it is started again over the same files. More of it:
 * {@code -Dsyncline.kills=N}; another seed: {@code -Dsyncline.kill.seed=N}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a server is not started by its command there")
@Tag("once")
class ServerKillsTest {

  private static final String MYSQL = "syncline.test.mysql.program";
  private static final String NO_MYSQL = "no program of MySQL is named by " + MYSQL;
  private static final int KILLS = Integer.getInteger("syncline.kills", 2);
  private static final long SEED = Long.getLong("syncline.kill.seed", 4711L);
  private static final int FIRST_LOAD = 2_000;
  private static final int LATER_LOAD = 1_000;
  private static final int KILLS_PER_LOAD = 2;
  private static final Duration NO_MORE_THAN = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final int MOST_PARKED_NANOS = 30_000_000;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<String, Integer> killedAt = new TreeMap<>();
  private int kills;

  @TempDir private Path folder;

  @Test
  void killsOfPostgreSqlLoseNothingAndDoubleNothing() throws Exception {
    try (OwnServer first = OwnServer.postgresql();
        OwnServer second = OwnServer.postgresql()) {
      killed(first, Site.Feed.POLLED, second, Site.Feed.JOURNALED);
    }
  }

  @Test
  void killsOfPostgreSqlOrMariaDbLoseNothingAndDoubleNothing() throws Exception {
    try (OwnServer first = OwnServer.mariadb();
        OwnServer second = OwnServer.postgresql()) {
      killed(first, Site.Feed.POLLED, second, Site.Feed.JOURNALED);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = MYSQL, matches = ".+", disabledReason = NO_MYSQL)
  void killsOfMySqlOrPostgreSqlLoseNothingAndDoubleNothing() throws Exception {
    try (OwnServer first = OwnServer.mysql();
        OwnServer second = OwnServer.postgresql()) {
      killed(first, Site.Feed.POLLED, second, Site.Feed.JOURNALED);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = MYSQL, matches = ".+", disabledReason = NO_MYSQL)
  void killsOfMySqlWithAJournalLoseNothingAndDoubleNothing() throws Exception {
    try (OwnServer first = OwnServer.mysql();
        OwnServer second = OwnServer.postgresql()) {
      killed(first, Site.Feed.JOURNALED, second, Site.Feed.POLLED);
    }
  }

  private void killed(OwnServer first, Site.Feed firstFeed, OwnServer second, Site.Feed secondFeed)
      throws Exception {
    long began = System.nanoTime();
    Pair pair = new Pair(Site.of(first, firstFeed), Site.of(second, secondFeed));
    Path state = folder.resolve("state.db");
    pair.prepare(state);
    try (Users users = new Users(pair, SEED);
        Running hub = new Running(pair, state)) {
      users.load("a", FIRST_LOAD);
      users.load("b", FIRST_LOAD);
      Map<String, OwnServer> servers = Map.of("a", first, "b", second);
      while (kills < KILLS) {
        String side = random.nextBoolean() ? "a" : "b";
        killed(side, servers.get(side), users, hub);
      }
      hub.stop();

      new Agreement(pair, users.deeds()).check(hub.hub());

      System.out.printf(
          "kills of servers: %d at %s, %s, seed %d, %.0f s%n",
          kills, killedAt, users.deeds(), SEED, (System.nanoTime() - began) / 1e9);
    } catch (AssertionError | Exception e) {
      throw new AssertionError(
          "seed=" + SEED + " after " + kills + " kills " + killedAt + ": " + e.getMessage(), e);
    }
  }

  /** People at both sides work on until it is gone, and those of the other side longer. */
  private void killed(String side, OwnServer server, Users users, Running hub) throws Exception {
    long until = hub.steps() + 1 + random.nextInt(30);
    int parked = random.nextInt(MOST_PARKED_NANOS);
    CompletableFuture<Void> kill =
        CompletableFuture.runAsync(() -> kill(side, server, hub, until, parked));
    try {
      if (kills % KILLS_PER_LOAD == KILLS_PER_LOAD - 1) {
        users.load(random.nextBoolean() ? "a" : "b", LATER_LOAD);
      }
      while (!kill.isDone()) {
        users.act();
      }
    } catch (SQLException e) {
      await().atMost(NO_MORE_THAN).until(kill::isDone);
      if (!users.inDoubt().equals(List.of(side))) {
        throw e;
      }
    }
    kill.join();
    kills++;
    String other = side.equals("a") ? "b" : "a";
    for (int deed = random.nextInt(20); deed > 0; deed--) {
      users.act(other);
    }
    server.start();
    users.cameBack(side);
  }

  private void kill(String side, OwnServer server, Running hub, long until, int parked) {
    await().atMost(NO_MORE_THAN).pollInterval(LOOK).until(() -> hub.steps() >= until);
    LockSupport.parkNanos(parked);
    killedAt.merge(side + " at " + hub.last(), 1, Integer::sum);
    server.kill();
  }
}
