package io.syncline.history;

import io.syncline.reconcile.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Users, reads, feeds and writes in random order, with repeats, delays and lost answers. */
final class Chaos {

  private static final List<World.Fate> FATES =
      List.of(
          World.Fate.ANSWERED,
          World.Fate.ANSWERED,
          World.Fate.ANSWERED,
          World.Fate.LOST_AFTER,
          World.Fate.LOST_BEFORE,
          World.Fate.UNAVAILABLE);

  private final World world;
  private final Random random;
  private final List<Runnable> feed = new ArrayList<>();

  Chaos(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step(world.systems.get(random.nextInt(world.systems.size())));
    }
  }

  private void step(FakeSystem system) {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> edit(system);
      case 3 -> delete(system);
      case 4, 5 -> world.beginRead(system);
      case 6, 7 -> endRead();
      case 8 -> world.plan(system);
      case 9 -> world.send(system, fate(), random.nextBoolean());
      case 10 -> {
        if (!feed.isEmpty()) {
          feed.get(random.nextInt(feed.size())).run();
        }
      }
      default -> world.round(system);
    }
  }

  private void edit(FakeSystem system) {
    String field = World.FIELDS.get(random.nextInt(World.FIELDS.size()));
    system.edit(field, world.fresh(system), random.nextInt(20));
    tell(system);
  }

  private void delete(FakeSystem system) {
    if (random.nextInt(4) == 0) {
      system.delete(random.nextInt(20));
      tell(system);
    }
  }

  private void tell(FakeSystem system) {
    Observation image = system.look();
    feed.add(() -> world.push(system, image));
  }

  private void endRead() {
    if (world.openReads() > 0) {
      world.endRead(random.nextInt(world.openReads()), random.nextInt(5) == 0);
    }
  }

  private World.Fate fate() {
    return FATES.get(random.nextInt(FATES.size()));
  }
}
