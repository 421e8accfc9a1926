package io.syncline.engine;

import io.syncline.model.SystemId;
import io.syncline.plan.Guarded;
import io.syncline.store.Holder;
import io.syncline.store.JournalEntry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run did.
 *
 * @param decisions the first decisions it took, at most {@value Tally#SAMPLES} of each kind
 * @param guarded what waits for approval
 * @param failures why a system was left out, or is not written to though it should be, by system;
 *     the others went on
 * @param heldBack why a flow was not read, or nothing written to it, though its system works: it is
 *     paused or blacked out
 * @param settled whether nothing is left to do but what waits for a person, and all flows that were
 *     to be read were
 * @param took by the hub's clock
 * @param standBy why it did nothing, or went no further; empty where this instance works
 */
public record SyncReport(
    Counts counts,
    List<JournalEntry> decisions,
    List<Guarded> guarded,
    SortedMap<SystemId, String> failures,
    SortedMap<FlowName, String> heldBack,
    boolean settled,
    Duration took,
    Optional<StandBy> standBy) {

  public SyncReport {
    decisions = List.copyOf(decisions);
    guarded = List.copyOf(guarded);
    failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    heldBack = Collections.unmodifiableSortedMap(new TreeMap<>(heldBack));
  }

  /** Of an instance that did nothing, since another works. */
  static SyncReport standingBy(Holder holder) {
    return new SyncReport(
        Counts.of(Map.of()),
        List.of(),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        false,
        Duration.ZERO,
        Optional.of(new StandBy(Optional.of(holder), false)));
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            standBy.map(StandBy::toString).orElse(settled ? "settled" : "not settled"));
    text.append(" in ").append(took.toMillis()).append(" ms\n").append(counts);
    guarded.forEach(each -> text.append('\n').append(each));
    if (!failures.isEmpty()) {
      text.append("\nfailed: ").append(failures);
    }
    heldBack.forEach(
        (flow, why) -> text.append("\nheld back: ").append(flow).append(": ").append(why));
    return text.toString();
  }
}
