package io.syncline.testkit.simulation;

import io.syncline.model.RecordId;
import io.syncline.model.Value;
import io.syncline.store.JournalEntry;
import io.syncline.store.StoreView;
import io.syncline.testkit.simulation.oracle.Minutes;
import java.util.HashSet;
import java.util.Set;

/** What the hub's journal names, as the oracle asks for it. */
final class Journal implements Minutes {

  private static final int MOST = 10_000;

  private final Set<String> values = new HashSet<>();
  private final StringBuilder stakes = new StringBuilder();

  private Journal() {}

  static Journal of(World world) {
    Journal journal = new Journal();
    try (StoreView view = world.store.view()) {
      for (RecordId id : view.records(world.scenario.entity(), 0, MOST)) {
        view.journal(world.scenario.entity(), id).forEach(journal::read);
      }
    }
    return journal;
  }

  private void read(JournalEntry entry) {
    entry.head().map(Value::toString).ifPresent(values::add);
    entry.incoming().map(Value::toString).ifPresent(values::add);
    if (entry.kind().equals("delete conflict")) {
      stakes.append(entry.rule()).append('\n');
    }
  }

  @Override
  public boolean name(String value) {
    return values.contains(value);
  }

  @Override
  public boolean stake(String field) {
    return stakes.indexOf(field) >= 0;
  }
}
