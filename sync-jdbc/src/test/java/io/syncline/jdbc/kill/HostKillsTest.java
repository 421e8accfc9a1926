package io.syncline.jdbc.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.engine.SyncListener;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of the host at random points of bulk loads and of two-way traffic, between a database
 * that is polled and one that is followed by its journal. More of it: {@code -Dsyncline.kills=N};
 * another seed: {@code -Dsyncline.kill.seed=N}.
 */
@Tag("once")
class HostKillsTest {

  private static final int KILLS = Integer.getInteger("syncline.kills", 3);
  private static final long SEED = Long.getLong("syncline.kill.seed", 4711L);
  private static final int STARTS_PER_KILL = 4;
  private static final int FIRST_LOAD = 3_000;
  private static final int LATER_LOAD = 1_000;
  private static final int KILLS_PER_LOAD = 3;
  private static final Duration NO_MORE_THAN = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final int MOST_PARKED_NANOS = 30_000_000;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<String, Integer> killedAt = new TreeMap<>();
  private int kills;

  @TempDir private Path folder;

  @Test
  void killsOfTheHostLoseNothingAndDoubleNothing() throws Exception {
    long began = System.nanoTime();
    try (TestDatabase first = TestDatabases.postgresql();
        TestDatabase second = TestDatabases.postgresql()) {
      Pair pair = new Pair(Site.of(first, Site.Feed.POLLED), Site.of(second, Site.Feed.JOURNALED));
      pair.prepare(HostProcess.state(folder));
      try (Users users = new Users(pair, SEED)) {
        users.load("a", FIRST_LOAD);
        users.load("b", FIRST_LOAD);
        for (int start = 0; kills < KILLS; start++) {
          assertThat(start).as("hosts started").isLessThan(STARTS_PER_KILL * KILLS);
          killed(pair, users);
        }

        try (Hub hub = pair.hub(HostProcess.state(folder), SyncListener.none())) {
          new Agreement(pair, users.deeds()).check(hub);
        }

        System.out.printf(
            "kills of the host: %d at %s, %s, seed %d, %.0f s%n",
            kills, killedAt, users.deeds(), SEED, (System.nanoTime() - began) / 1e9);
      }
    } catch (AssertionError | Exception e) {
      throw new AssertionError(
          "seed=" + SEED + " after " + kills + " kills " + killedAt + ": " + e.getMessage(), e);
    }
  }

  private void killed(Pair pair, Users users) throws Exception {
    if (kills % KILLS_PER_LOAD == KILLS_PER_LOAD - 1) {
      users.load(random.nextBoolean() ? "a" : "b", LATER_LOAD);
    }
    try (HostProcess host = HostProcess.start(pair, folder)) {
      int until = 1 + random.nextInt(40);
      await()
          .atMost(NO_MORE_THAN)
          .pollInterval(LOOK)
          .until(
              () -> {
                if (host.steps() > 0) {
                  users.act();
                }
                return host.steps() >= until;
              });
      LockSupport.parkNanos(random.nextInt(MOST_PARKED_NANOS));
      String last = host.kill();
      if (!last.startsWith(Host.END)) {
        kills++;
        killedAt.merge(last.split(" ", -1)[1], 1, Integer::sum);
      }
    }
    for (int deed = random.nextInt(20); deed > 0; deed--) {
      users.act();
    }
  }
}
