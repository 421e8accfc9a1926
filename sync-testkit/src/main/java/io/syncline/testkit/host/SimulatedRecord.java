package io.syncline.testkit.host;

import io.syncline.config.EntityConfig;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.operate.Explanation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** One record as all systems show it now. */
final class SimulatedRecord {

  final EntityConfig entity;
  final Explanation explanation;
  private final Map<String, Shown> shown = new LinkedHashMap<>();

  /** What one system shows of it. */
  record Shown(SimulatedFlow flow, String key, Row nativeRow, Row canonical) {

    static Shown of(SimulatedFlow flow, String key, Row nativeRow) {
      return new Shown(flow, key, nativeRow, flow.canonical(nativeRow));
    }

    String system() {
      return flow.system();
    }
  }

  SimulatedRecord(EntityConfig entity, Explanation explanation) {
    this.entity = entity;
    this.explanation = explanation;
  }

  void add(Shown one) {
    shown.put(one.system(), one);
  }

  boolean isIn(SimulatedFlow flow) {
    return shown.containsKey(flow.system());
  }

  List<Shown> shown() {
    return List.copyOf(shown.values());
  }

  SortedMap<SystemId, NativeKey> keys() {
    return explanation.keys();
  }

  /** The system whose edit is the agreed value of a field. */
  boolean wasSetBy(String field, String system) {
    return explanation
        .field(field)
        .map(each -> each.event().system().name().equals(system))
        .orElse(false);
  }

  @Override
  public String toString() {
    return entity.name() + " " + keys();
  }
}
