package io.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes histories by chance: short ones, of few records, in which much happens at once. */
final class Author {

  private static final int FEWEST = 5;
  private static final int MOST = 40;
  private static final int MOST_RECORDS = 3;
  private static final int MOST_POINTS = 90;

  private final Scenario scenario;
  private final RandomGenerator random;
  private final int records;
  private final List<Step> steps = new ArrayList<>();

  Author(Scenario scenario, RandomGenerator random) {
    this.scenario = scenario;
    this.random = random;
    this.records = 1 + random.nextInt(MOST_RECORDS);
  }

  History write() {
    for (int record = 0; record < records; record++) {
      for (int system = 0; system < scenario.participants.size(); system++) {
        if (random.nextBoolean()) {
          steps.add(new Act(Act.What.ADD, system, record, 0));
        }
      }
    }
    int length = FEWEST + random.nextInt(MOST - FEWEST + 1);
    while (steps.size() < length) {
      steps.add(step());
    }
    return new History(steps, random.nextLong());
  }

  private Step step() {
    int what = random.nextInt(40);
    if (what < 24) {
      return act();
    }
    if (what < 35) {
      return run();
    }
    if (what < 37) {
      return new Step.Resolve(random.nextInt(4), random.nextBoolean());
    }
    return switch (what) {
      case 37 -> new Step.Expire(system());
      case 38 -> new Step.Refuse(system(), random.nextInt(2), random.nextInt(3) == 0);
      default -> new Step.Rest();
    };
  }

  private Act act() {
    return new Act(what(), system(), random.nextInt(records), random.nextInt(2));
  }

  private Act.What what() {
    int what = random.nextInt(24);
    if (what < 12) {
      return Act.What.CHANGE;
    }
    if (what < 15) {
      return Act.What.CHANGE_ALL;
    }
    if (what < 17) {
      return Act.What.UNDO;
    }
    if (what < 20) {
      return Act.What.REMOVE;
    }
    return what < 23 ? Act.What.ADD : Act.What.REKEY;
  }

  private Step run() {
    boolean sweeps = random.nextInt(4) == 0;
    Trouble trouble = trouble();
    List<Step.Raced> raced = new ArrayList<>();
    for (int i = random.nextInt(6) - 2; i > 0; i--) {
      raced.add(new Step.Raced(1 + random.nextInt(MOST_POINTS), act()));
    }
    return new Step.Run(sweeps, trouble, raced);
  }

  private Trouble trouble() {
    int crash = random.nextInt(3) == 0 ? 1 + random.nextInt(MOST_POINTS) : 0;
    int freeze = random.nextInt(3) == 0 ? 1 + random.nextInt(MOST_POINTS) : 0;
    int percent = random.nextBoolean() ? 0 : 1 + random.nextInt(30);
    int withheld = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
    return new Trouble(crash, freeze, random.nextLong(), percent, withheld);
  }

  private int system() {
    return random.nextInt(scenario.participants.size());
  }
}
