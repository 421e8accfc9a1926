package io.syncline.testkit.host;

import io.syncline.config.EntityConfig;
import io.syncline.model.Row;
import io.syncline.operate.InboxEntry;
import java.util.ArrayList;
import java.util.List;

/** Native records that look alike and are not one to the hub. */
final class Twins {

  /** One native record, and what is one with it. */
  private record Known(String text, Object record, Row row) {}

  private Twins() {}

  static List<String> of(SyncSimulator simulator, EntityConfig entity) {
    List<Known> all = new ArrayList<>();
    OpenEntries open = OpenEntries.of(simulator.hub());
    for (SimulatedFlow flow : simulator.landscape().flows(entity.name())) {
      flow.table()
          .all()
          .forEach(
              (key, row) -> {
                boolean inDoubt =
                    open.ofRow(flow, key).filter(InboxEntry.Doubt.class::isInstance).isPresent();
                if (!inDoubt) {
                  all.add(known(simulator, flow, key, row));
                }
              });
    }
    return alike(new Likeness(entity), all);
  }

  private static Known known(SyncSimulator simulator, SimulatedFlow flow, String key, Row row) {
    String text = flow.system() + " " + key;
    Object record =
        simulator
            .hub()
            .explain(flow.entity().name(), flow.system(), key)
            .<Object>map(each -> each.keys())
            .orElse(text);
    return new Known(text, record, flow.canonical(row));
  }

  private static List<String> alike(Likeness likeness, List<Known> all) {
    List<String> twins = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        Known one = all.get(i);
        Known other = all.get(j);
        if (!one.record.equals(other.record)) {
          likeness
              .of(one.row, other.row)
              .ifPresent(by -> twins.add(one.text + " and " + other.text + " are alike in " + by));
        }
      }
    }
    return twins;
  }
}
