package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import java.util.Collection;
import java.util.Optional;

/**
 * Owes a read of records of one flow of which something was told that says no more than that they
 * may have changed. Where nothing can be read by key, the next listing shows what is there.
 */
final class OwedReads {

  private final Flow flow;
  private final WorkingSet records;
  private final long now;

  OwedReads(Flow flow, WorkingSet records, long now) {
    this.flow = flow;
    this.records = records;
    this.now = now;
  }

  /** Of a linked record. */
  void owe(RecordId id) {
    if (records.get(id).links().containsKey(flow.system())) {
      set(id);
    }
  }

  /**
   * Of what creates in flight may have made: its key is not known yet, so that a delete of it looks
   * like one of something unknown, and a listing does not miss it.
   */
  void oweOpenCreates(Collection<RecordId> creates) {
    records.load(creates);
    creates.stream().filter(records::has).filter(this::isInFlight).forEach(this::set);
  }

  private boolean isInFlight(RecordId id) {
    return holding(id).flatMap(Holding::inFlight).isPresent();
  }

  private void set(RecordId id) {
    RecordState state = records.get(id).state();
    if (flow.dataset().pointReader().isPresent()) {
      holding(id).ifPresent(holding -> records.put(id, state.with(holding.owingRead(now))));
    }
  }

  private Optional<Holding> holding(RecordId id) {
    return records.get(id).state().holding(flow.system());
  }
}
