package io.syncline.testkit.simulation;

import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Plays one history, once. What is thrown is what broke. */
final class Play {

  private final History history;
  private final World world;
  private final Rest rest;

  Play(Scenario scenario, History history) {
    this.history = history;
    this.world = new World(scenario);
    this.rest = new Rest(world, new SplittableRandom(history.seed()));
  }

  Trace trace() {
    return world.trace;
  }

  void play() {
    for (Step step : history.steps()) {
      take(step);
    }
    rest.come();
    rest.probe();
  }

  /** What broke, if anything did. */
  Optional<Throwable> attempt() {
    try {
      play();
      return Optional.empty();
    } catch (RuntimeException | AssertionError | Crash broken) {
      return Optional.of(broken);
    }
  }

  private void take(Step step) {
    if (step instanceof Act act) {
      world.users.act(act);
    } else if (step instanceof Step.Run run) {
      run(run);
    } else if (step instanceof Step.Resolve resolve) {
      resolve(resolve);
    } else if (step instanceof Step.Expire expire) {
      world.trace.add(step.toString());
      world.sides.get(expire.system() % world.sides.size()).table.expireFeed();
    } else if (step instanceof Step.Refuse refuse) {
      refuse(refuse);
    } else {
      rest.come();
    }
  }

  private void run(Step.Run run) {
    world.trace.add(run.sweeps() ? "sweep" : "run");
    world.users.hubWorks();
    long seed = run.trouble().faults();
    for (Side side : world.sides) {
      side.table.faults().randomly(seed++, run.trouble().percent() / 100.0, Fault.truthful());
      side.tellLate(run.trouble().withheld());
    }
    world.points.reset(point -> point == run.trouble().crash());
    world.points.meanwhile(point -> race(run, point));
    work(run.sweeps());
    world.isStale = false;
    world.instances.letLeasesEnd();
    world.points.none();
  }

  /** Whoever works runs, as far as it comes. */
  private void work(boolean sweeps) {
    HubProcess process = world.instances.working();
    try {
      process.engine().sync(sweeps);
    } catch (Crash crash) {
      world.trace.add("    crash at " + crash.getMessage());
      world.instances.end(process);
    }
  }

  private void refuse(Step.Refuse refuse) {
    world.trace.add(refuse.toString());
    MemoryTable table = world.sides.get(refuse.system() % world.sides.size()).table;
    if (!table.remembersWrites()) {
      return; // it could refuse what it has done already
    }
    String field = world.scenario.fields.get(refuse.field() % world.scenario.fields.size());
    if (refuse.blocks()) {
      table.block(field, value -> true, "locked");
    } else {
      table.reject(field, value -> true, "refused");
    }
  }

  private void race(Step.Run run, int point) {
    for (Step.Raced raced : run.raced()) {
      if (raced.point() == point) {
        world.users.act(raced.act());
      }
    }
    if (point == run.trouble().freeze() && world.instances.areSeveral()) {
      freeze(point);
    }
  }

  /** What whoever was frozen sees from then on, the hub does not. */
  private void freeze(int point) {
    world.trace.add("    frozen at point " + point + ", another takes over");
    world.instances.takeOver();
    work(false);
    world.trace.add("    goes on");
    world.isStale = true;
  }

  private void resolve(Step.Resolve resolve) {
    List<Held> held = world.people.held();
    if (!held.isEmpty()) {
      Held decided = held.get(resolve.conflict() % held.size());
      if (resolve.incoming()) {
        world.people.decideForIncoming(decided);
      } else {
        world.people.decideForHead(decided);
      }
    }
  }
}
