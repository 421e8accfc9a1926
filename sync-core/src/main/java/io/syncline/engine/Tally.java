package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.plan.Guarded;
import io.syncline.store.JournalEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what one run does, and keeps its first decisions as samples. One thread. */
final class Tally {

  /** The most decisions kept of each kind. */
  static final int SAMPLES = 20;

  private final Map<FlowName, EnumMap<Counted, Long>> counts = new TreeMap<>();
  private final Map<Phase, Map<FlowName, Long>> progress = new EnumMap<>(Phase.class);
  private final List<JournalEntry> decisions = new ArrayList<>();
  private final Map<String, Integer> kept = new HashMap<>();
  private final Map<FlowName, List<Guarded>> guarded = new TreeMap<>();
  private final SyncListener listener;

  Tally(SyncListener listener) {
    this.listener = listener;
  }

  void count(EntityName entity, SystemId system, Counted what) {
    count(entity, system, what, 1);
  }

  void count(EntityName entity, SystemId system, Counted what, long times) {
    counts
        .computeIfAbsent(new FlowName(entity, system), name -> new EnumMap<>(Counted.class))
        .merge(what, times, Long::sum);
  }

  /** How often it was counted so far. */
  long counted(EntityName entity, SystemId system, Counted what) {
    EnumMap<Counted, Long> flow = counts.get(new FlowName(entity, system));
    return flow == null ? 0 : flow.getOrDefault(what, 0L);
  }

  void decided(JournalEntry decision) {
    if (kept.merge(decision.kind(), 1, Integer::sum) <= SAMPLES) {
      decisions.add(decision);
    }
  }

  /** What guards hold of a flow now, in place of what they held before. */
  void guarded(FlowName flow, List<Guarded> held) {
    guarded.put(flow, List.copyOf(held));
  }

  void progress(Phase phase, EntityName entity, SystemId system, long rows) {
    long total =
        progress
            .computeIfAbsent(phase, each -> new TreeMap<>())
            .merge(new FlowName(entity, system), rows, Long::sum);
    listener.progress(phase, entity, system, total);
  }

  Counts counts() {
    return Counts.of(counts);
  }

  List<Guarded> guarded() {
    return guarded.values().stream().flatMap(List::stream).toList();
  }

  List<JournalEntry> decisions() {
    return List.copyOf(decisions);
  }
}
