package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.Counted;
import io.syncline.engine.Divergences;
import io.syncline.engine.Plan;
import io.syncline.operate.Repair;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.store.StoreView;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no feed told of is found, remembered since when, and mended by a plan. */
class RepairTest {

  private final World world = World.two();
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");

  private void twoCustomers() {
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    crm.put("c2", Map.of("name", "Bob", "email", "bob@x.org"));
    world.settle();
  }

  private Optional<Instant> oldest() {
    try (StoreView view = world.store.view()) {
      return Divergences.oldest(view, world.engine().entities().get(0));
    }
  }

  @Test
  void aRepairIsAPlanAndThenARun() {
    twoCustomers();
    erp.silently(table -> table.change(table.keysWhere("name", "Ann").get(0), "phone", "7"));
    world.assertQuiet();

    Repair repair = world.repair();
    Plan plan = repair.plan(5);

    assertThat(repair.found().agrees()).isFalse();
    assertThat(plan.writes()).hasSize(1);
    assertThat(plan.counts().of("customer", "crm", Counted.UPDATED)).isEqualTo(1);
    assertThat(crm.show("c1", "phone")).isEqualTo("null");
    repair.run();
    assertThat(crm.show("c1", "phone")).isEqualTo("7");
    assertThat(world.repair().found().agrees()).isTrue();
    world.assertAgreement();
  }

  @Test
  void aDivergenceIsRememberedSinceItWasFoundFirst() {
    twoCustomers();
    assertThat(world.repair().found().agrees()).isTrue();
    assertThat(oldest()).isEmpty();
    erp.silently(table -> table.change(table.keysWhere("name", "Ann").get(0), "phone", "7"));
    Instant first = world.clock.instant();

    world.repair();
    world.clock.move(Duration.ofHours(5));
    erp.silently(table -> table.change(table.keysWhere("name", "Bob").get(0), "phone", "8"));
    Repair repair = world.repair();

    assertThat(oldest()).contains(first);
    repair.run();
    world.repair();
    assertThat(oldest()).isEmpty();
  }

  @Test
  void aDeleteAndARowThatNobodyToldOfAreMendedToo() {
    twoCustomers();
    erp.silently(
        table -> {
          table.remove(table.keysWhere("name", "Ann").get(0));
          table.put("e9", Map.of("name", "Cid", "email", "cid@x.org"));
        });
    world.assertQuiet();

    world.repair().run();

    assertThat(crm.keysWhere("name", "Cid")).hasSize(1);
    assertThat(crm.keysWhere("name", "Ann")).isEmpty();
    world.assertAgreement();
  }

  @Test
  void aSystemWithoutReadsByKeyIsListed() {
    World listed = new World().with("crm").with("erp", shape -> shape.feed(Feed.SNAPSHOT_ONLY));
    listed.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    listed.settle();
    MemoryTable table = listed.table("erp");
    table.change(table.keysWhere("name", "Ann").get(0), "phone", "7");

    listed.repair().run();

    assertThat(listed.table("crm").show("c1", "phone")).isEqualTo("7");
  }
}
