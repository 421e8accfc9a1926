package io.syncline.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How the runs of this process ended for each flow. Thread-safe. */
final class FlowOutcomes {

  private final Map<FlowName, Outcome> outcomes = new TreeMap<>();

  /** When it was last read to its end, and how often it failed since. */
  record Outcome(Optional<Instant> succeeded, int failures, Optional<String> why) {

    static final Outcome NONE = new Outcome(Optional.empty(), 0, Optional.empty());

    FlowHealth health(Optional<Instant> due, Optional<String> heldBack) {
      return new FlowHealth(succeeded, failures, why, due, heldBack);
    }
  }

  /**
   * Takes the end of a run in; a flow that it neither read nor failed at stays as it was.
   *
   * @param done the flows that were read to their end
   */
  synchronized void ended(
      List<SyncEntity> entities, SyncReport report, Set<FlowName> done, Instant now) {
    for (FlowName name : FlowName.all(entities)) {
      String why = report.failures().get(name.system());
      Outcome before = of(name);
      boolean read = done.contains(name);
      Optional<Instant> succeeded = read ? Optional.of(now) : before.succeeded();
      if (why != null) {
        outcomes.put(name, new Outcome(succeeded, before.failures() + 1, Optional.of(why)));
      } else if (read) {
        outcomes.put(name, new Outcome(succeeded, 0, Optional.empty()));
      }
    }
  }

  synchronized Outcome of(FlowName name) {
    return outcomes.getOrDefault(name, Outcome.NONE);
  }
}
