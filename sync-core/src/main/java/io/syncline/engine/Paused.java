package io.syncline.engine;

import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What people have paused, as the store keeps it. Only the holder of the lease changes that, so it
 * need not ask the store before each page. Thread-safe.
 */
final class Paused {

  private final List<SyncEntity> entities;
  private final AtomicLong changes = new AtomicLong();
  private volatile List<Pause> pauses = List.of();

  Paused(List<SyncEntity> entities) {
    this.entities = entities;
  }

  /** Reads what is committed by now. Of two at once, none leaves what is older. */
  synchronized Paused read(StateStore store) {
    try (StoreView view = store.view()) {
      pauses = PauseNotes.all(view, entities);
    }
    changes.incrementAndGet();
    return this;
  }

  /** Grows whenever something was paused or resumed. */
  long changes() {
    return changes.get();
  }

  /** All, those of systems first. */
  List<Pause> all() {
    return pauses;
  }

  /** That of its system, else its own; empty where the flow may go on. */
  Optional<Pause> of(FlowName flow) {
    return pauses.stream()
        .filter(each -> each.system().equals(flow.system()))
        .filter(each -> each.entity().map(flow.entity()::equals).orElse(true))
        .findFirst();
  }
}
