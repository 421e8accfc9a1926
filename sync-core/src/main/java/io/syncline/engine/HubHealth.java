package io.syncline.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a hub fares, in one instance of it. Asked for without waiting for a run, or for a system.
 *
 * @param at when this was so
 * @param instance what this one is called among those that share the store
 * @param run what the run under way is doing; empty between two runs
 * @param stalls whether that run shows no progress for longer than the schedule allows
 * @param paused what people stopped
 * @param last what the last run did that came to an end, or for whom this instance stands by; empty
 *     before there was one
 * @param broken why the last run did not come to an end, such as a store that failed; empty: it did
 */
public record HubHealth(
    Instant at,
    String instance,
    Optional<Activity> run,
    boolean stalls,
    List<Pause> paused,
    Optional<SyncReport> last,
    Optional<String> broken,
    SortedMap<FlowName, FlowHealth> flows) {

  public HubHealth {
    paused = List.copyOf(paused);
    flows = Collections.unmodifiableSortedMap(new TreeMap<>(flows));
  }

  /** For whom this instance stands by; empty where it works, or has not asked yet. */
  public Optional<StandBy> standBy() {
    return last.flatMap(SyncReport::standBy);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(instance).append(" at ").append(at).append(": ");
    text.append(
        standBy()
            .map(StandBy::toString)
            .orElseGet(() -> run.map(each -> "runs since " + each.began()).orElse("idle")));
    run.ifPresent(each -> text.append(stalls ? "\nSTALLS: " : "\n").append(each));
    broken.ifPresent(why -> text.append("\nbroken: ").append(why));
    paused.forEach(each -> text.append('\n').append(each));
    flows.forEach((name, flow) -> text.append('\n').append(name).append(": ").append(flow));
    return text.toString();
  }
}
