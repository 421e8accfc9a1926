package io.syncline.engine;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.reconcile.InFlight;
import io.syncline.store.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A batch of pending records: what to read, and what to send.
 *
 * @param keys of the records that those to send name
 * @param last the last record looked at
 * @param more whether there may be another batch behind it
 */
record Picked(
    List<NativeKey> toRead, List<Intent> toSend, RecordsToKeys keys, long last, boolean more) {

  /** A write in flight, with its record as it was saved, so that its answer need not load it. */
  record Intent(StoredRecord record, InFlight inFlight) {}

  Set<RecordId> sent() {
    return toSend.stream().map(each -> each.record().id()).collect(Collectors.toSet());
  }

  /** See {@link Weight}. */
  long weight() {
    return Weight.known(toSend.stream().map(Intent::record).toList());
  }

  /** The writes in the system's own terms. */
  List<Outgoing> outgoing(SyncEntity entity, Flow flow, String identity) {
    List<Outgoing> outgoing = new ArrayList<>(toSend.size());
    for (Intent each : toSend) {
      outgoing.add(Outgoing.of(entity, flow, identity, each.record(), each.inFlight(), keys));
    }
    return outgoing;
  }
}
