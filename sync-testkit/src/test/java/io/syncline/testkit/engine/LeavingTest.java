package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.engine.SyncEntity;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A system that takes part no more is forgotten in one sweep, and nobody else notices. */
class LeavingTest {

  private static final SystemId SHOP = new SystemId("shop");

  private final World world = World.two().with("shop");

  private long forget() {
    return world.engine().forget(entity(), SHOP);
  }

  private SyncEntity entity() {
    return world.engine().entities().get(0);
  }

  private Collection<StoredRecord> records() {
    try (StoreView view = world.store.view()) {
      return view.load(World.CUSTOMER, view.records(World.CUSTOMER, 0, 100)).values();
    }
  }

  @Test
  void itsLinksHoldingsAndClockEntriesGoAndTheOthersAgree() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    world.settle();
    String key = world.table("shop").keysWhere("name", "Ann").get(0);
    world.table("shop").change(key, "phone", "1");
    world.settle();
    world.table("crm").change("c1", "phone", "2");
    world.settle();
    int effects = world.effects();

    world.without("shop");
    assertThat(forget()).isEqualTo(1);

    StoredRecord record = records().iterator().next();
    assertThat(record.links()).doesNotContainKey(SHOP);
    assertThat(record.state().holding(SHOP)).isEmpty();
    assertThat(record.state().clock().counter(SHOP)).isZero();
    assertThat(world.effects()).isLessThanOrEqualTo(effects);
    assertThat(forget()).isZero();
    world.assertAgreement();
  }

  @Test
  void itsPlaceInTheClockStaysWhereAValueIsItsEvent() {
    world.table("shop").put("s1", Map.of("name", "Ann", "email", "ann@x.org"));
    world.settle();

    world.without("shop");
    forget();

    assertThat(records().iterator().next().state().clock().counter(SHOP)).isEqualTo(1);
    world.assertAgreement();
  }

  @Test
  void whatWaitedOfItIsForgotten() {
    world.table("shop").put("s1", Map.of("name", "Ann", "email", "a@x.org"));
    world.table("shop").put("s2", Map.of("name", "Ann", "email", "a@x.org"));
    world.settle();
    assertThat(world.parked("shop")).hasSize(2);

    world.without("shop");
    forget();

    try (StoreView view = world.store.view()) {
      assertThat(view.countParked(World.CUSTOMER, SHOP)).isZero();
      assertThat(view.progress(World.CUSTOMER, SHOP)).isEmpty();
      assertThat(view.load(World.CUSTOMER, List.of(new RecordId(1)))).isEmpty();
    }
  }

  @Test
  void aSystemThatTakesPartIsNotForgotten() {
    assertThatThrownBy(this::forget)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must not be declared any more: entity=customer system=shop");
  }
}
