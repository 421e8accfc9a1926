package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.SystemId;
import io.syncline.operate.InboxEntry;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreView;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.simulation.Crash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A system that was restored from a backup: nothing old spreads, and nothing new is lost there
 * unseen.
 */
class RewindTest {

  private final World world =
      World.two()
          .incarnation("crm", "one")
          .incarnation("erp", "one")
          .rules(
              rules ->
                  rules
                      .onConflict(ConflictPolicy.takeIncoming())
                      .onDeleteConflict(DeletePolicy.deleteWins()));
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");

  /** The ERP of a day ago: one value is old, one record is not there yet, one is there again. */
  private void restore() {
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    crm.put("c2", Map.of("name", "Bob", "email", "bob@x.org"));
    crm.put("c3", Map.of("name", "Cid", "email", "cid@x.org"));
    world.settle();
    String cid = key("Cid");
    crm.change("c1", "name", "Anna");
    crm.remove("c3");
    world.settle();

    erp.change(key("Anna"), "name", "Ann");
    erp.remove(key("Bob"));
    erp.put(cid, Map.of("name", "Cid", "email", "cid@x.org"));
    world.incarnation("erp", "two");
  }

  private String key(String name) {
    return erp.keysWhere("name", name).get(0);
  }

  private void decideAll(Choice choice) {
    for (InboxEntry.Conflict open : world.conflicts()) {
      assertThat(world.inbox().resolve(open.seen(), choice).isDone()).isTrue();
    }
    world.settle();
  }

  @Test
  void nothingIsTakenFromItAndNothingWrittenOverUntilAPersonDecides() {
    restore();

    world.settle();

    assertThat(world.shown("crm")).hasSize(2).anyMatch(row -> row.contains("Anna"));
    assertThat(crm.keysWhere("name", "Bob")).hasSize(1);
    assertThat(key("Ann")).isNotEmpty();
    assertThat(erp.keysWhere("name", "Bob")).isEmpty();
    assertThat(world.conflicts()).extracting(InboxEntry.Conflict::field).contains("name", "life");
    try (StoreView view = world.store.view()) {
      assertThat(
              view.notes(World.CUSTOMER, new SystemId("erp"), NoteKind.STOPPED, List.of("rewind")))
          .hasEntrySatisfying(
              "rewind",
              note ->
                  assertThat(note.content().get("reason").orElseThrow())
                      .hasToString("it is another incarnation: was=one is=two"));
    }
    world.assertQuiet();
  }

  @Test
  void whatWasAgreedIsRestoredThereWhereAPersonSaysSo() {
    restore();
    world.settle();

    decideAll(Choice.head());

    assertThat(erp.keysWhere("name", "Anna")).hasSize(1);
    assertThat(erp.keysWhere("name", "Bob")).hasSize(1);
    assertThat(crm.keysWhere("name", "Anna")).hasSize(1);
  }

  @Test
  void whatItShowsIsTakenWhereAPersonSaysSo() {
    restore();
    world.settle();

    decideAll(Choice.incoming());

    assertThat(crm.keysWhere("name", "Ann")).hasSize(1);
    assertThat(crm.keysWhere("name", "Bob")).isEmpty();
    world.assertQuiet();
  }

  @Test
  void editsMadeAfterTheCompareFlowAgain() {
    restore();
    world.settle();

    erp.change(key("Ann"), "phone", "7");
    crm.change("c1", "balance", "3");
    world.settle();

    assertThat(crm.show("c1", "phone")).isEqualTo("7");
    assertThat(erp.show(key("Ann"), "balance")).isEqualTo("3");
  }

  @Test
  void aCompareThatWasInterruptedIsMadeAnew() {
    for (int point = 1; point < 30; point++) {
      RewindTest each = new RewindTest();
      each.restore();
      int fatal = point;
      each.world.crashes.reset(passed -> passed == fatal);
      try {
        each.world.sync();
      } catch (Crash ended) {
        each.world.restart();
      }
      each.world.crashes.reset(passed -> false);
      each.world.settle();

      assertThat(each.crm.keysWhere("name", "Anna")).as("point " + point).hasSize(1);
      assertThat(each.crm.keysWhere("name", "Bob")).as("point " + point).hasSize(1);
      assertThat(each.erp.keysWhere("name", "Bob")).as("point " + point).isEmpty();
      each.world.assertQuiet();
    }
  }

  @Test
  void aPreviewOfACompareLeavesItToBeMade() {
    restore();
    world.engine().preview(5);

    world.settle();

    assertThat(world.conflicts()).isNotEmpty();
    assertThat(crm.keysWhere("name", "Anna")).hasSize(1);
  }

  @Test
  void aSystemThatIsWhatItWasIsNotCompared() {
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x.org"));
    world.settle();
    world.restart();
    erp.change(key("Ann"), "name", "Anne");

    world.settle();

    assertThat(crm.show("c1", "name")).isEqualTo("Anne");
    assertThat(world.conflicts()).isEmpty();
  }
}
