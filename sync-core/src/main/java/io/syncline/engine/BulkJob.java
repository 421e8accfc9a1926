package io.syncline.engine;

import io.syncline.model.RecordId;
import java.time.Instant;
import java.util.List;

/**
 * Writes that go by one job of a system. Stored before the job may begin.
 *
 * @param ticket what the system knows it by
 * @param submitted whether it is sure to have all its writes
 * @param begun when it was opened
 * @param writes what it carries, in order of the records
 */
record BulkJob(String ticket, boolean submitted, Instant begun, List<Carried> writes) {

  BulkJob {
    writes = List.copyOf(writes);
    if (writes.isEmpty()) {
      throw new IllegalArgumentException("must carry a write: ticket=" + ticket);
    }
  }

  /**
   * One write of it.
   *
   * @param number see {@link io.syncline.reconcile.InFlight#number}
   */
  record Carried(RecordId record, long number) {}

  BulkJob asSubmitted() {
    return new BulkJob(ticket, true, begun, writes);
  }

  /** The last record that it carries. */
  long last() {
    return writes.get(writes.size() - 1).record().value();
  }
}
