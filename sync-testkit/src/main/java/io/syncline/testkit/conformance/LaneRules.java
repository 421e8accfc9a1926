package io.syncline.testkit.conformance;

import io.syncline.model.Row;
import java.util.ArrayList;
import java.util.List;

/** Several threads, each with a dataset of its own from one adapter, as a hub has lanes. */
final class LaneRules {

  private static final int LANES = 3;
  private static final int ROWS = 8;
  private static final int ROUNDS = 5;

  private LaneRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
                "QU-04",
                "lanes in parallel, one thread and one dataset each, do what one alone does",
                LaneRules::inParallel)
            .onlyLive(Rule.THREADS));
  }

  private static void inParallel(Bench bench) {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      List<Row> edits = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        edits.add(bench.edit());
      }
      lanes.add(new Lane(bench, "lane " + i, bench.fresh(ROWS), edits));
    }
    List<Watched<Boolean>> running = new ArrayList<>();
    for (Lane lane : lanes) {
      running.add(Watched.start(lane::run));
    }
    running.forEach(each -> each.end(bench.limits().rule(), "a lane does not come to its end"));
  }
}
