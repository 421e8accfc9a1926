package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.Counted;
import io.syncline.engine.Plan;
import io.syncline.engine.SyncReport;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.testkit.fixture.Call;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewTest {

  private final World world = World.two();

  private void assertForetold() {
    int calls = world.table("crm").calls(Call.WRITE) + world.table("erp").calls(Call.WRITE);
    long count = world.store.view().count();
    long records = world.store.view().countRecords(World.CUSTOMER);

    Plan preview = world.engine().preview(20);

    assertThat(world.table("crm").calls(Call.WRITE) + world.table("erp").calls(Call.WRITE))
        .isEqualTo(calls);
    assertThat(world.store.view().count()).isEqualTo(count);
    assertThat(world.store.view().countRecords(World.CUSTOMER)).isEqualTo(records);
    SyncReport report = world.settle();
    for (String system : new String[] {"crm", "erp"}) {
      for (Counted what : Counted.values()) {
        if (what != Counted.READ) {
          assertThat(preview.counts().of("customer", system, what))
              .as(system + " " + what)
              .isEqualTo(report.counts().of("customer", system, what));
        }
      }
    }
    assertThat(preview.writes()).hasSize((int) report.counts().writes());
    assertThat(preview.decisions()).isEqualTo(report.decisions());
  }

  @Test
  void aFirstSyncIsForetold() {
    for (int i = 1; i <= 6; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Ann " + i, "email", i + "@x.org"));
      world.table("erp").put("e" + i, Map.of("balance", i, "email", (i + 3) + "@x.org"));
    }
    world.table("crm").put("c9", Map.of("name", "Twin", "email", "1@x.org"));

    assertForetold();
    world.assertQuiet();
  }

  @Test
  void laterEditsConflictsAndDeletesAreForetold() {
    world.rules(rules -> rules.onConflict(ConflictPolicy.holdForReview()));
    for (int i = 1; i <= 6; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Ann " + i, "email", i + "@x.org"));
    }
    world.settle();
    world.table("crm").change("c1", "name", "Anna").remove("c2").change("c3", "phone", "3");
    String other = world.table("erp").keysWhere("name", "Ann 1").get(0);
    world.table("erp").change(other, "name", "Anne").change(other, "phone", "1");

    assertForetold();
    world.assertQuiet();
  }
}
