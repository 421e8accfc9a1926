package io.syncline.testkit.simulation;

import io.syncline.engine.SyncReport;
import io.syncline.testkit.simulation.oracle.Promise;
import io.syncline.testkit.simulation.oracle.Violation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Lets all come to rest: no edit, no fault and no crash, people decide what is held, and datasets
 * are listed where deletes show no other way. Then what must hold is checked.
 */
final class Rest {

  private static final int MOST_DECISIONS = 200;

  private final World world;
  private final RandomGenerator random;

  /**
   * Prepares it.
   *
   * @param random says how people decide
   */
  Rest(World world, RandomGenerator random) {
    this.world = world;
    this.random = random;
  }

  void come() {
    world.trace.add("rest");
    world.users.hubWorks();
    world.points.none();
    world.sides.forEach(
        side -> {
          side.table.faults().none();
          side.table.withhold(0);
          side.table.accept();
          world.people.retry(side);
        });
    boolean tell = world.sides.stream().allMatch(side -> side.table.tellsDeletes());
    world.engine().sync(!tell);
    decide();
    world.sides.forEach(world.people::retry);
    SyncReport report = world.engine().sync(!tell || isAnyParked());
    requireSettled(report);
    requireAgreement();
    requireQuiet();
    world.oracle.agreed(Journal.of(world));
    world.sides.forEach(Side::rest);
    world.users.rest();
  }

  private void decide() {
    List<Held> held = world.people.held();
    for (int decided = 0; !held.isEmpty(); decided++) {
      if (decided == MOST_DECISIONS) {
        throw new Violation(Promise.CONVERGENCE, "held again and again: " + held);
      }
      if (random.nextBoolean()) {
        world.people.decideForHead(held.get(0));
      } else {
        world.people.decideForIncoming(held.get(0));
      }
      world.engine().sync(false);
      held = world.people.held();
    }
  }

  private void requireSettled(SyncReport report) {
    if (!report.settled()) {
      throw new Violation(Promise.CONVERGENCE, report.toString());
    }
    for (Side side : world.sides) {
      if (!world.people.parked(side).isEmpty()) {
        throw new Violation(Promise.CONVERGENCE, "parked: " + world.people.parked(side));
      }
    }
  }

  /** What is parked is looked at again by a listing. */
  private boolean isAnyParked() {
    return world.sides.stream().anyMatch(side -> !world.people.parked(side).isEmpty());
  }

  private void requireAgreement() {
    Map<String, Map<String, String>> first = shown(world.sides.get(0));
    for (Side side : world.sides) {
      Map<String, Map<String, String>> shown = shown(side);
      if (!shown.equals(first)) {
        throw new Violation(
            Promise.CONVERGENCE,
            side.system + " shows " + shown + ", " + world.sides.get(0).system + " " + first);
      }
    }
  }

  /** The records that a system shows, each once. */
  private static Map<String, Map<String, String>> shown(Side side) {
    Map<String, Map<String, String>> shown = new TreeMap<>();
    for (String key : side.table.all().keySet()) {
      if (shown.put(side.record(key), side.show(key)) != null) {
        throw new Violation(
            Promise.ONE_EFFECT, "twice in " + side.system + ": " + side.record(key));
      }
    }
    return shown;
  }

  private void requireQuiet() {
    int before = world.effects();
    SyncReport report = world.engine().sync(false);
    if (report.counts().writes() > 0 || world.effects() > before) {
      throw new Violation(Promise.NO_ECHO, "writes after all was settled: " + report);
    }
  }

  /** One edit now is one write to every other system, and none back. */
  void probe() {
    Act edit = new Act(Act.What.CHANGE, random.nextInt(world.sides.size()), 0, random.nextInt(2));
    Side edited = world.sides.get(edit.system());
    int[] before = world.sides.stream().mapToInt(side -> side.table.countEffects()).toArray();
    if (!world.users.act(edit)) {
      return;
    }
    world.engine().sync(false);
    if (!world.people.held().isEmpty()) {
      return; // users who answered each other too often look like a system that changes what it
      // gets
    }
    for (int i = 0; i < before.length; i++) {
      int writes = world.sides.get(i).table.countEffects() - before[i];
      int expected = world.sides.get(i) == edited ? 0 : 1;
      if (writes != expected) {
        throw new Violation(
            Promise.NO_ECHO, writes + " writes of one edit to " + world.sides.get(i).system);
      }
    }
    requireAgreement();
  }
}
