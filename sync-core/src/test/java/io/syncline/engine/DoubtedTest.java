package io.syncline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.EntityName;
import io.syncline.model.Life;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Likeness;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.store.ParkedRow;
import io.syncline.store.StateStore;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoubtedTest {

  private static final EntityName CUSTOMER = new EntityName("customer");
  private static final SystemId CRM = new SystemId("crm");

  private final StateStore store = StateStore.inMemory();
  private final Doubted doubted = new Doubted(CUSTOMER, CRM);

  @Test
  void oneThatBeginsToWaitAsAnotherEndsIsSeen() {
    park("c1", 7);
    look(1);
    assertThat(doubted.has(record(7))).isTrue();

    unpark("c1");
    park("c2", 8);
    look(2);

    assertThat(doubted.has(record(7))).isFalse();
    assertThat(doubted.has(record(8))).isTrue();
  }

  @Test
  void oneThatWaitsNoMoreIsSeen() {
    park("c1", 7);
    look(1);

    unpark("c1");
    look(1);

    assertThat(doubted.has(record(7))).isFalse();
  }

  private void look(long parked) {
    try (StoreView view = store.view()) {
      doubted.look(view, parked);
    }
  }

  private void park(String key, long candidate) {
    try (StoreTransaction transaction = store.begin()) {
      ParkedRow row =
          ParkedRow.of(
              NativeKey.of(key),
              ParkedRow.Reason.SEVERAL,
              "matches several",
              List.of(Likeness.certain(new RecordId(candidate))),
              Row.empty(),
              Instant.EPOCH);
      transaction.park(CUSTOMER, CRM, List.of(row));
      transaction.commit();
    }
  }

  private void unpark(String key) {
    try (StoreTransaction transaction = store.begin()) {
      transaction.unpark(CUSTOMER, CRM, List.of(NativeKey.of(key)));
      transaction.commit();
    }
  }

  private static StoredRecord record(long id) {
    Dot dot = new Dot(new SystemId("erp"), 1);
    Register life = new Register(Life.ALIVE, dot, new Stamp(0, 0, dot.system()));
    Registers head = Registers.of(Registers.LIFE, life);
    RecordState unlinked =
        new RecordState(head, VersionVector.empty().with(dot), List.of(), Map.of());
    return new StoredRecord(new RecordId(id), unlinked, Map.of());
  }
}
