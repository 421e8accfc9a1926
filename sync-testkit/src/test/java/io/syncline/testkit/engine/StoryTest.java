package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.operate.Journal;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.testkit.fixture.MemoryTable;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a field holds its value, in words, and all decisions as lines of JSON. */
class StoryTest {

  private final World world =
      World.two()
          .rules(
              rules ->
                  rules
                      .onConflict(ConflictPolicy.holdForReview())
                      .onConflict("name", ConflictPolicy.keepHead()));
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");
  private String key = "";

  private void conflict() {
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x.org", "phone", "1"));
    world.settle();
    key = erp.keysWhere("name", "Ann").get(0);
    crm.change("c1", "name", "Anna").change("c1", "phone", "2");
    erp.change(key, "name", "Anne").change(key, "phone", "3");
    world.settle();
  }

  @Test
  void aFieldTellsItsStory() {
    conflict();

    assertThat(world.explain("crm", "c1").story("name"))
        .containsExactly(
            "name is Anna: crm set it, event 2.",
            "2024-03-01T08:00:00Z: erp showed Anne, before that Ann, while Anna was agreed; the"
                + " agreed value stayed (policy).",
            "crm agrees.",
            "erp agrees.");
    assertThat(world.explain("crm", "c1").story("phone"))
        .containsExactly(
            "phone is 2: crm set it, event 2.",
            "2024-03-01T08:00:00Z: erp showed 3, before that 1, while 2 was agreed; it waits for a"
                + " person (policy: held for review: field=phone).",
            "crm agrees.",
            "erp shows 3; it waits for a person.");
    assertThat(world.explain("crm", "c1").story("no such field")).isEmpty();
  }

  @Test
  void aDeletedRecordTellsWhoDeletedIt() {
    conflict();
    world.table("crm").put("c2", Map.of("name", "Bob", "email", "bob@x.org"));
    world.settle();
    world.table("crm").remove("c2");
    world.settle();

    assertThat(world.explain("crm", "c2").story("life"))
        .containsExactly(
            "The record is deleted: crm set it, event 2.",
            "2024-03-01T08:00:00Z: crm showed DELETED; the record is deleted (the system deleted"
                + " it).",
            "crm agrees.",
            "erp agrees.");
  }

  @Test
  void aRefusedWriteIsToldWithItsReason() {
    conflict();
    erp.reject("balance", value -> !value.isNull(), "closed");
    crm.change("c1", "balance", "1.5");
    world.settle();

    assertThat(world.explain("crm", "c1").story("balance"))
        .contains("erp shows null; it refused the write: E-balance: closed.");
  }

  @Test
  void theJournalIsExportedLineByLine() throws IOException {
    conflict();
    StringBuilder lines = new StringBuilder();

    long count = new Journal(world.store).export(world.engine().entities().get(0), lines);

    assertThat(count).isEqualTo(2);
    assertThat(lines.toString().split("\n"))
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"at\":\"2024-03-01T08:00:00Z\",\"record\":1,\"kind\":\"conflict\","
                            + "\"system\":\"erp\",\"field\":\"name\",\"base\":\"Ann\","
                            + "\"agreed\":\"Anna\",\"agreedEvent\":\"crm:2\",\"incoming\":\"Anne\","
                            + "\"incomingEvent\":\"erp:1\",\"decision\":\"head\","
                            + "\"rule\":\"policy\"}"));
  }
}
