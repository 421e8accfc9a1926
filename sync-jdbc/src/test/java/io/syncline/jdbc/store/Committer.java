package io.syncline.jdbc.store;

import io.syncline.jdbc.JdbcState;
import io.syncline.model.EntityName;
import io.syncline.model.Life;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.store.Flag;
import io.syncline.store.Flagged;
import io.syncline.store.Link;
import io.syncline.store.RecordChange;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A program that commits batches of records for ever, and prints the number of each one then. */
final class Committer {

  static final EntityName CUSTOMER = new EntityName("customer");
  static final SystemId CRM = new SystemId("crm");
  static final int BATCH = 25;

  private Committer() {}

  public static void main(String[] arguments) {
    try (StateStore store = open(arguments[0], Path.of(arguments[1]))) {
      while (true) {
        System.out.println(commit(store));
      }
    }
  }

  /** The store of a kind that is named as the providers name it. */
  static StateStore open(String kind, Path file) {
    return kind.equals("h2") ? JdbcState.h2(file) : JdbcState.file(file);
  }

  private static long commit(StateStore store) {
    try (StoreTransaction transaction = store.begin()) {
      long batch = transaction.count() + 1;
      long first = transaction.allocate(BATCH);
      List<RecordChange> changes = new ArrayList<>();
      for (long id = first; id < first + BATCH; id++) {
        changes.add(RecordChange.created(record(id)));
      }
      transaction.save(CUSTOMER, changes);
      transaction.saveCount(batch);
      transaction.commit();
      return batch;
    }
  }

  static StoredRecord record(long id) {
    Dot dot = new Dot(CRM, id);
    Stamp stamp = new Stamp(id, 0, CRM);
    Registers head =
        Registers.of(
            List.of(Registers.LIFE, "name"),
            new Register(Life.ALIVE, dot, stamp),
            new Register(Value.of("customer " + id), dot, stamp));
    RecordState state = new RecordState(head, VersionVector.empty().with(dot), List.of(), Map.of());
    TreeMap<SystemId, Link> links = new TreeMap<>();
    links.put(CRM, new Link(key(id), Row.empty()));
    return new StoredRecord(
        new RecordId(id), state, links, List.of(id), Set.of(new Flagged(Flag.PENDING, CRM)));
  }

  static NativeKey key(long id) {
    return NativeKey.of("c-" + id);
  }
}
