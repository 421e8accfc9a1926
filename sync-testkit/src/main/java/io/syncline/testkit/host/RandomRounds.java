package io.syncline.testkit.host;

import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.host.SimulatorBuilder.Chance;
import io.syncline.testkit.simulation.SimulatedClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Rounds of edits and runs of the hub in which things go wrong, by chance. */
final class RandomRounds {

  private static final int MOST_EDITS = 4;
  private static final int MOST_POINTS = 60;
  private static final int SWEEP_EVERY = 5;
  private static final int RESTART_EVERY = 8;

  private final Landscape landscape;
  private final SimulatedHub process;
  private final SimulatedClock clock;
  private final Chance chance;
  private final RandomGenerator random;
  private final RandomUsers users;

  RandomRounds(
      Landscape landscape, SimulatedHub process, SimulatedClock clock, Diary diary, Chance chance) {
    this.landscape = landscape;
    this.process = process;
    this.clock = clock;
    this.chance = chance;
    this.random = new SplittableRandom(chance.seed());
    this.users =
        new RandomUsers(landscape, new Entering(landscape, chance.values(), random), diary, random);
  }

  void play(int rounds) {
    users.begin();
    for (int round = 0; round < rounds; round++) {
      for (int edits = 1 + random.nextInt(MOST_EDITS); edits > 0; edits--) {
        act();
      }
      misfortune();
      run();
      calm();
    }
  }

  private void act() {
    clock.move(Duration.ofSeconds(1 + random.nextInt(60)));
    users.act();
  }

  private void misfortune() {
    landscape.tables().forEach(this::misfortune);
    int crash = random.nextDouble() < chance.crashes() ? 1 + random.nextInt(MOST_POINTS) : 0;
    Set<Integer> raced = new HashSet<>();
    for (int races = random.nextInt(3); races > 0; races--) {
      raced.add(1 + random.nextInt(MOST_POINTS));
    }
    process.points().reset(point -> point == crash);
    process
        .points()
        .meanwhile(
            point -> {
              if (raced.remove(point)) {
                act();
              }
            });
  }

  private void misfortune(MemoryTable table) {
    table.faults().randomly(random.nextLong(), chance.faults(), Fault.truthful());
  }

  private void run() {
    if (random.nextInt(SWEEP_EVERY) == 0) {
      process.sweep();
    } else {
      process.run();
    }
    if (random.nextInt(RESTART_EVERY) == 0) {
      process.restart();
    }
  }

  private void calm() {
    process.points().none();
    landscape.tables().forEach(table -> table.faults().randomly(0, 0, Set.of()));
  }
}
