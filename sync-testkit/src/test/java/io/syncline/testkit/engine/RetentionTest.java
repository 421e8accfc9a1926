package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.Retention;
import io.syncline.store.StoreView;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is over is kept for a while, and not for ever. */
class RetentionTest {

  private final World world =
      World.two().retention(new Retention(Duration.ofDays(30), Duration.ofDays(10)));
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");

  private void twoCustomers() {
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    crm.put("c2", Map.of("name", "Bob", "email", "bob@x.org"));
    world.settle();
  }

  private long records() {
    try (StoreView view = world.store.view()) {
      return view.countRecords(World.CUSTOMER);
    }
  }

  private void pass(Duration time) {
    world.clock.move(time);
    world.settle();
  }

  @Test
  void aTombstoneIsKeptForItsRetentionAndThenForgotten() {
    twoCustomers();
    crm.remove("c1");
    world.settle();

    pass(Duration.ofDays(30));
    assertThat(records()).isEqualTo(2);

    pass(Duration.ofHours(2));
    assertThat(records()).isEqualTo(1);
    assertThat(world.journal()).noneMatch(entry -> entry.register().equals("life"));
    world.assertAgreement();
  }

  @Test
  void aTombstoneThatASystemHasNotTakenOverIsKept() {
    twoCustomers();
    erp.block("name", value -> true, "locked");
    erp.deny(erp.keysWhere("name", "Ann").get(0));
    erp.faults().throttleFor(Duration.ofDays(90));
    erp.faults().next(Call.WRITE, Fault.THROTTLED);
    crm.remove("c1");
    world.sync();

    world.clock.move(Duration.ofDays(60));
    world.sync();

    assertThat(records()).isEqualTo(2);
  }

  @Test
  void aRecordThatLivesAgainIsKept() {
    twoCustomers();
    crm.remove("c1");
    world.settle();
    crm.put("c1", Map.of("name", "Anna", "email", "ann@x.org"));
    world.settle();

    pass(Duration.ofDays(60));

    assertThat(records()).isEqualTo(2);
    assertThat(erp.keysWhere("name", "Anna")).hasSize(1);
    world.assertAgreement();
  }

  @Test
  void oldDecisionsOfLivingRecordsAreForgottenAndNewOnesKept() {
    twoCustomers();
    String key = erp.keysWhere("name", "Ann").get(0);
    crm.change("c1", "name", "Anna");
    erp.change(key, "name", "Anne");
    world.settle();
    assertThat(world.journal()).hasSize(1);

    pass(Duration.ofDays(9));
    assertThat(world.journal()).hasSize(1);

    pass(Duration.ofDays(2));
    assertThat(world.journal()).isEmpty();
  }

  @Test
  void theJournalOfATombstoneStaysWithIt() {
    twoCustomers();
    crm.remove("c1");
    world.settle();

    pass(Duration.ofDays(20));

    assertThat(world.journal()).anyMatch(entry -> entry.register().equals("life"));
  }
}
