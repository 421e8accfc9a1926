package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.store.StoreTransaction;
import java.util.List;

/**
 * Lets a system join an entity that has records already: each of them now waits for that system
 * too. Done before its first listing, so that a crash repeats it.
 */
final class Joining {

  private final SyncEntity entity;
  private final Transactions transactions;
  private final HubCount count;
  private final int batch;

  Joining(SyncEntity entity, Transactions transactions, HubCount count, int batch) {
    this.entity = entity;
    this.transactions = transactions;
    this.count = count;
    this.batch = batch;
  }

  void run() {
    boolean joins =
        transactions.call(
            transaction ->
                transaction.countRecords(entity.name()) > 0
                    && entity.flows().keySet().stream()
                        .anyMatch(system -> isNew(transaction, system)));
    long after = joins ? 0 : -1;
    while (after >= 0) {
      long from = after;
      after = transactions.call(transaction -> index(transaction, from));
    }
  }

  private boolean isNew(StoreTransaction transaction, SystemId system) {
    return transaction.progress(entity.name(), system).isEmpty();
  }

  private long index(StoreTransaction transaction, long after) {
    List<RecordId> ids = transaction.records(entity.name(), after, batch);
    if (ids.isEmpty()) {
      return -1;
    }
    WorkingSet records = new WorkingSet(entity, transaction);
    records.load(ids);
    ids.forEach(id -> records.put(records.get(id)));
    count.next(transaction);
    records.save();
    return ids.get(ids.size() - 1).value();
  }
}
