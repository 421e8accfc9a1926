package io.syncline.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * From when on reads of a flow are sure to see what was written to it, where its system says that
 * they may miss it for a while. What an earlier holder of the store wrote is not known, so the
 * first read of a term waits, too.
 */
final class ReadDelays {

  private final Map<FlowName, Instant> sure = new HashMap<>();

  /** The flow was written to; {@code now} is after the answer. */
  void wrote(FlowName name, Flow flow, Instant now) {
    Duration delay = flow.readsLag();
    if (!delay.isZero()) {
      sure.put(name, now.plus(delay));
    }
  }

  /** When the flow may be read; empty: now. */
  Optional<Instant> until(FlowName name, Flow flow, Instant now) {
    Duration delay = flow.readsLag();
    if (delay.isZero()) {
      return Optional.empty();
    }
    Instant from = sure.computeIfAbsent(name, first -> now.plus(delay));
    return now.isBefore(from) ? Optional.of(from) : Optional.empty();
  }
}
