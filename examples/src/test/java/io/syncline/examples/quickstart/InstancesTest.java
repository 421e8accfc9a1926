package io.syncline.examples.quickstart;

import static org.awaitility.Awaitility.await;

import io.syncline.Hub;
import io.syncline.engine.SyncListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hosts, each in a process of its own, over one store in PostgreSQL. The one that works is
 * killed (SIGKILL) or frozen (SIGSTOP) at random points, the other takes over, the frozen one goes
 * on later (SIGCONT), and people go on working at both companies all the while.
 *
 * <p>Another seed: {@code -Dsyncline.instances.seed=N}; more of it: {@code
 * -Dsyncline.instances.fates=N}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its processes cannot be frozen")
class InstancesTest {

  private static final int CUSTOMERS = 400;
  private static final int FATES = Integer.getInteger("syncline.instances.fates", 4);
  private static final long SEED = Long.getLong("syncline.instances.seed", 4711L);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Random random = new Random(SEED);
  private final Map<String, Integer> fates = new TreeMap<>();
  private final List<HostProcess> hosts = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void killedAndFrozenInstancesDoubleNothingAndEndInAgreement() throws Exception {
    long began = System.nanoTime();
    try (Companies world = Companies.start(CUSTOMERS);
        KillUsers users = new KillUsers(world, SEED)) {
      HostProcess works = start(world);
      works.follow(KilledHost.SETTLED::equals);
      HostProcess standsBy = start(world);
      follow(standsBy, line -> line.startsWith(KilledHost.STANDS_BY), works);
      for (int i = 0; i < FATES; i++) {
        users.commitLate();
        users.workTogether(20 + random.nextInt(40));
        follow(works, steps(1 + random.nextInt(12)), standsBy);
        LockSupport.parkNanos(random.nextInt(20_000_000));
        if (i % 2 == 0) {
          killed(works, standsBy, users);
        } else {
          frozen(works, standsBy, users);
        }
        HostProcess heir = standsBy;
        standsBy = works.isAlive() ? works : start(world);
        works = heir;
      }
      users.commitLate();
      works.kill();
      standsBy.kill();

      agreement(world, users);

      System.out.printf(
          "two instances: %s, %d hosts, %,d edits, %,d records, seed %d, %.0f s%n",
          fates,
          hosts.size(),
          users.edits(),
          world.erpSize(),
          SEED,
          (System.nanoTime() - began) / 1e9);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed=" + SEED + " after " + fates + ": " + e.getMessage(), e);
    } finally {
      for (HostProcess host : hosts) {
        host.kill();
      }
    }
  }

  private HostProcess start(Companies world) throws Exception {
    HostProcess host =
        HostProcess.start(
            KilledHost.Places.of(world, KilledHost.SHARED),
            KilledHost.SYNC,
            folder.resolve("errors-" + hosts.size() + ".txt"));
    hosts.add(host);
    return host;
  }

  private static Predicate<String> steps(int count) {
    int[] left = {count};
    return line -> --left[0] <= 0;
  }

  private void killed(HostProcess works, HostProcess standsBy, KillUsers users) throws Exception {
    String last = works.kill();
    fates.merge("killed at " + last.replaceFirst(" .*", ""), 1, Integer::sum);
    users.workTogether(random.nextInt(20));
    follow(standsBy, KilledHost.SETTLED::equals);
  }

  private void frozen(HostProcess works, HostProcess standsBy, KillUsers users) throws Exception {
    works.freeze();
    fates.merge("frozen", 1, Integer::sum);
    users.workTogether(random.nextInt(20));
    follow(standsBy, KilledHost.SETTLED::equals);
    users.workTogether(random.nextInt(20));
    works.thaw();
    follow(works, line -> line.startsWith(KilledHost.STANDS_BY), standsBy);
  }

  private static void follow(HostProcess host, Predicate<String> until, HostProcess... meanwhile) {
    host.follow(
        until,
        () -> {
          for (HostProcess other : meanwhile) {
            other.drain();
          }
        });
  }

  private static void agreement(Companies world, KillUsers users) throws Exception {
    KilledHost.Places places = KilledHost.Places.of(world, KilledHost.SHARED);
    try (Hub hub = KilledHost.hub(places, SyncListener.none())) {
      await().atMost(LIMIT).until(() -> hub.sync().standBy().isEmpty());

      new Agreement(world, users).check(hub);
    }
  }
}
