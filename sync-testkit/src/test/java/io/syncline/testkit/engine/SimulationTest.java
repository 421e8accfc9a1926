package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.SyncReport;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random users, systems, faults and crashes, from a seed; then quiet, and what must hold is
 * checked.
 *
 * <p>{@code -Dsyncline.simulation.seeds=10000} runs more, {@code -Dsyncline.simulation.first=77}
 * begins at another seed.
 */
class SimulationTest {

  private static final int SEEDS = Integer.getInteger("syncline.simulation.seeds", 1_000);
  private static final int FIRST = Integer.getInteger("syncline.simulation.first", 1);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Set<Fault> FAULTS =
      EnumSet.complementOf(EnumSet.of(Fault.EMPTY_LISTING, Fault.INCOMPLETE_LISTING));

  @Test
  void whateverHappensTheSystemsComeToAgreeAndNothingIsLost() {
    long end = System.nanoTime() + LONGEST.toNanos();
    List<AssertionError> failed = new ArrayList<>();
    boolean bounded = System.getProperty("syncline.simulation.seeds") == null;
    for (int seed = FIRST; seed < FIRST + SEEDS && !(bounded && System.nanoTime() > end); seed++) {
      try {
        new Simulation(seed).run();
      } catch (AssertionError | RuntimeException e) {
        failed.add(new AssertionError("seed " + seed + ": " + e.getMessage(), e));
      }
    }
    assertThat(failed).isEmpty();
  }

  /** One life of a few systems. */
  private static final class Simulation {

    private final Random random;
    private final World world = new World();
    private final List<String> systems = new ArrayList<>();
    private final Users users;

    Simulation(int seed) {
      random = new Random(seed);
      int count = 2 + random.nextInt(2);
      for (String system : List.of("crm", "erp", "shop").subList(0, count)) {
        systems.add(system);
        world.with(system, this::shape);
      }
      world.limits(
          limits ->
              limits
                  .withReadRows(1 + random.nextInt(4))
                  .withWriteRows(1 + random.nextInt(4))
                  .withWaiting(Duration.ofDays(1))
                  .withAbsent(1, 0));
      ConflictPolicy policy = policy();
      DeletePolicy deletes =
          random.nextBoolean() ? DeletePolicy.updateWins() : DeletePolicy.deleteWins();
      world.rules(
          rules ->
              rules
                  .onConflict(policy)
                  .onFirstContact(ConflictPolicy.prefer(new SystemId("crm")))
                  .onDeleteConflict(deletes));
      users = new Users(world, systems, random);
    }

    private TableShape shape(TableShape shape) {
      Versions versions = pick(Versions.values());
      shape
          .feed(pick(Feed.POLLING, Feed.LOG, Feed.SNAPSHOT_ONLY))
          .versions(versions)
          .maxBatchRows(1 + random.nextInt(3))
          .idempotency(pick(Idempotency.REMEMBERED, Idempotency.NATURAL))
          .unique("email");
      if (versions == Versions.NONE || random.nextInt(3) == 0) {
        shape.preconditions(PreconditionKind.ABSENT, PreconditionKind.FIELDS);
      }
      if (random.nextInt(3) == 0) {
        shape.withoutTombstones();
      }
      return random.nextInt(3) == 0 ? shape.reportsShown() : shape;
    }

    private ConflictPolicy policy() {
      return pick(
          ConflictPolicy.lastWriter(),
          ConflictPolicy.prefer(new SystemId("erp"), new SystemId("crm")),
          ConflictPolicy.keepHead(),
          ConflictPolicy.takeIncoming(),
          ConflictPolicy.holdForReview());
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
      return choices[random.nextInt(choices.length)];
    }

    void run() {
      for (int i = random.nextInt(6); i >= 0; i--) {
        String email = "m" + i + "@x.org";
        systems.stream()
            .filter(system -> random.nextBoolean())
            .forEach(system -> users.add(world.table(system), email));
      }
      for (int round = random.nextInt(8); round >= 0; round--) {
        disturbedRun();
        for (int i = random.nextInt(5); i > 0; i--) {
          users.act();
        }
        if (random.nextInt(4) == 0) {
          comeToRest();
          users.look();
        }
      }
      comeToRest();
      users.assertNothingLost();
    }

    private void disturbedRun() {
      for (MemoryTable table : world.tables()) {
        table.faults().randomly(random.nextLong(), random.nextDouble() * 0.3, FAULTS);
        table.withhold(random.nextInt(3) == 0 ? random.nextInt(6) : 0);
      }
      int fatal = random.nextInt(120);
      world.crashes.reset(at -> at == fatal);
      double busy = random.nextDouble() * 0.1;
      world.crashes.meanwhile(
          () -> {
            if (random.nextDouble() < busy) {
              users.act();
            }
          });
      try {
        world.engine().sync(random.nextInt(4) == 0);
      } catch (Crash crash) {
        world.restart();
      } finally {
        world.crashes.reset(at -> false);
        world.crashes.meanwhile(() -> {});
      }
    }

    /** No more edits and faults: all is settled, agreed, and stays so. */
    private void comeToRest() {
      for (MemoryTable table : world.tables()) {
        table.faults().none();
        table.withhold(0);
      }
      world.sweep();
      while (!world.conflicts().isEmpty()) {
        world
            .inbox()
            .resolve(world.conflicts().get(0).seen(), pick(Choice.head(), Choice.incoming()));
        world.sync();
      }
      SyncReport report = world.sweep();
      for (String system : systems) {
        assertThat(world.parked(system)).isEmpty();
      }
      assertThat(report.settled()).as(report.toString()).isTrue();
      world.assertAgreement();
    }
  }
}
