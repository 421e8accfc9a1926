package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run did, or a preview would do, per flow; what is not named happened no time. */
public record Counts(SortedMap<FlowName, Map<Counted, Long>> flows) {

  public Counts {
    TreeMap<FlowName, Map<Counted, Long>> copy = new TreeMap<>();
    flows.forEach((name, counts) -> copy.put(name, Collections.unmodifiableMap(counts)));
    flows = Collections.unmodifiableSortedMap(copy);
  }

  static Counts of(Map<FlowName, EnumMap<Counted, Long>> flows) {
    TreeMap<FlowName, Map<Counted, Long>> copy = new TreeMap<>();
    flows.forEach((name, counts) -> copy.put(name, new EnumMap<>(counts)));
    return new Counts(copy);
  }

  public long of(String entity, String system, Counted what) {
    return flows
        .getOrDefault(new FlowName(new EntityName(entity), new SystemId(system)), Map.of())
        .getOrDefault(what, 0L);
  }

  /** Over all flows. */
  public long total(Counted what) {
    return flows.values().stream().mapToLong(counts -> counts.getOrDefault(what, 0L)).sum();
  }

  /** Creates, updates and deletes over all flows. */
  public long writes() {
    return total(Counted.CREATED) + total(Counted.UPDATED) + total(Counted.DELETED);
  }

  /** A line per flow, such as {@code customer@erp: 20000 read, 10000 linked}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    flows.forEach(
        (name, counts) -> {
          text.append(text.isEmpty() ? "" : "\n").append(name).append(": ");
          String separator = "";
          for (Map.Entry<Counted, Long> each : counts.entrySet()) {
            String what = each.getKey().name().toLowerCase(java.util.Locale.ROOT);
            text.append(separator).append(each.getValue()).append(' ').append(what);
            separator = ", ";
          }
        });
    return text.toString();
  }
}
