package io.syncline.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncListener;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of the host at random points of the first sync and of later ones, while people go on
 * working at both companies and answers of the CRM are lost. Another seed: {@code
 * -Dsyncline.kill.seed=N}.
 */
class KillTest {

  private static final int CUSTOMERS = 2_000;
  private static final int KILLS_AT_FIRST = 8;
  private static final int KILLS_LATER = 14;
  private static final int STARTS = 60;
  private static final long SEED = Long.getLong("syncline.kill.seed", 4711L);

  private final Random random = new Random(SEED);
  private final Map<String, Integer> killedAt = new TreeMap<>();
  private int kills;
  private int lostAnswers;

  @TempDir private Path folder;

  @Test
  void killsLoseNothingDoubleNothingAndEndInAgreement() throws Exception {
    long began = System.nanoTime();
    try (Companies world = Companies.start(CUSTOMERS);
        KillUsers users = new KillUsers(world, SEED)) {
      killedAtFirst(world, users);
      settled(world);
      killedLater(world, users);
      world.crm().faults().clear();

      try (Hub hub = KilledHost.hub(places(world), SyncListener.none())) {
        new Agreement(world, users).check(hub);
      }

      System.out.printf(
          "kills: %d of a running sync %s, %d lost answers, %,d edits, %,d records, seed %d, %.0f s%n",
          kills,
          killedAt,
          lostAnswers,
          users.edits(),
          world.erpSize(),
          SEED,
          (System.nanoTime() - began) / 1e9);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed=" + SEED + " after " + kills + " kills " + killedAt + ": " + e.getMessage(), e);
    }
  }

  private void killedAtFirst(Companies world, KillUsers users) throws Exception {
    for (int start = 0; kills < KILLS_AT_FIRST; start++) {
      assertThat(start).as("hosts started for %d kills", kills).isLessThan(STARTS);
      loseAnswer(world);
      HostProcess host = start(world, KilledHost.SYNC);
      users.workApart(10 + random.nextInt(20));
      followSteps(host, 1 + random.nextInt(28));
      kill(host);
    }
  }

  private void killedLater(Companies world, KillUsers users) throws Exception {
    for (int start = 0; kills < KILLS_AT_FIRST + KILLS_LATER; start++) {
      assertThat(start).as("hosts started for %d kills", kills).isLessThan(STARTS);
      loseAnswer(world);
      users.commitLate();
      users.workTogether(30 + random.nextInt(90));
      String work = nextWork();
      HostProcess host = start(world, work);
      host.follow(KilledHost.BEGIN::equals);
      users.workTogether(random.nextInt(40));
      followSteps(host, 1 + random.nextInt(work.equals(KilledHost.SWEEP) ? 40 : 10));
      kill(host);
    }
    users.commitLate();
  }

  /** Every run must end well that is not killed. */
  private void settled(Companies world) throws Exception {
    HostProcess host = start(world, KilledHost.SYNC);
    host.follow(KilledHost.SETTLED::equals);
    host.kill();
  }

  private HostProcess start(Companies world, String work) throws Exception {
    return HostProcess.start(places(world), work, folder.resolve("errors.txt"));
  }

  private KilledHost.Places places(Companies world) {
    return KilledHost.Places.of(world, folder.resolve("state.db").toString());
  }

  /** Sweeps find what feeds lost, so none is among the last. */
  private String nextWork() {
    boolean late = kills >= KILLS_AT_FIRST + KILLS_LATER / 2;
    return !late && random.nextInt(3) == 0 ? KilledHost.SWEEP : KilledHost.SYNC;
  }

  private void loseAnswer(Companies world) {
    if (random.nextInt(3) == 0) {
      world.crm().faults().next(FakeRequest.BATCH, FakeFault.LOSE_ANSWER);
      lostAnswers++;
    }
  }

  /** A number of steps of runs, and then a little into the next. */
  private void followSteps(HostProcess host, int steps) {
    int[] left = {steps};
    host.follow(line -> --left[0] <= 0);
    LockSupport.parkNanos(random.nextInt(20_000_000));
  }

  /** Counts only if a run was under way. */
  private void kill(HostProcess host) throws Exception {
    String last = host.kill();
    if (!last.startsWith(KilledHost.END)) {
      kills++;
      killedAt.merge(last.replaceFirst(" .*", ""), 1, Integer::sum);
    }
  }
}
