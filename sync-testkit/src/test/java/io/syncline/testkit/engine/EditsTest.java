package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.Counted;
import io.syncline.engine.SyncReport;
import io.syncline.model.Life;
import io.syncline.model.SystemId;
import io.syncline.operate.Explanation;
import io.syncline.operate.InboxAnswer;
import io.syncline.operate.InboxEntry;
import io.syncline.operate.Seen;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.store.JournalEntry;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Edits and deletes on both sides of one linked record, c1 in crm. */
class EditsTest {

  private final World world = World.two();
  private String erp = "";

  private void given(ConflictPolicy conflicts, DeletePolicy deletes) {
    world.rules(rules -> rules.onConflict(conflicts).onDeleteConflict(deletes));
    world
        .table("crm")
        .put("c1", Map.of("name", "Ann", "email", "ann@x.org", "balance", new BigDecimal("1.50")));
    world.settle();
    erp = world.table("erp").all().keySet().iterator().next();
  }

  private void given(ConflictPolicy conflicts) {
    given(conflicts, DeletePolicy.updateWins());
  }

  private void editName() {
    world.table("crm").change("c1", "name", "Anna");
    world.table("erp").change(erp, "name", "Anne");
  }

  @Test
  void editsOfDifferentFieldsMerge() {
    given(ConflictPolicy.holdForReview());
    world.table("crm").change("c1", "name", "Anna");
    world.table("erp").change(erp, "phone", "42");

    SyncReport report = world.settle();

    assertThat(report.counts().total(Counted.CONFLICT)).isZero();
    assertThat(report.counts().writes()).isEqualTo(2);
    assertThat(world.table("crm").show("c1", "phone")).isEqualTo("42");
    assertThat(world.table("erp").show(erp, "name")).isEqualTo("Anna");
    world.assertAgreement();
  }

  @Test
  void anEditIsWrittenOnceAndNotBack() {
    given(ConflictPolicy.holdForReview());
    int before = world.table("crm").effects().size();
    world.table("crm").change("c1", "name", "Anna");

    SyncReport report = world.settle();

    assertThat(report.counts().of("customer", "erp", Counted.UPDATED)).isEqualTo(1);
    assertThat(world.table("crm").effects()).hasSize(before);
    world.assertAgreement();
  }

  @Test
  void thePreferredSystemWins() {
    given(ConflictPolicy.prefer(new SystemId("erp")));
    editName();

    world.settle();

    assertThat(world.table("crm").show("c1", "name")).isEqualTo("Anne");
    world.assertAgreement();
  }

  @Test
  void theHeadIsKept() {
    given(ConflictPolicy.keepHead());
    editName();

    world.settle();

    assertThat(world.table("erp").show(erp, "name")).isEqualTo("Anna");
    world.assertAgreement();
  }

  @Test
  void theIncomingEditIsTaken() {
    given(ConflictPolicy.takeIncoming());
    editName();

    world.settle();

    assertThat(world.table("crm").show("c1", "name")).isEqualTo("Anne");
    world.assertAgreement();
  }

  @Test
  void countersAreSummed() {
    given(ConflictPolicy.sumOfDeltas());
    world.table("crm").change("c1", "balance", new BigDecimal("2.50"));
    world.table("erp").change(erp, "balance", new BigDecimal("4.50"));

    world.settle();

    assertThat(world.table("crm").show("c1", "balance")).isEqualTo("5.5");
    world.assertAgreement();
  }

  @Test
  void anUndecidedConflictIsHeldWhileTheRestFlows() {
    given(ConflictPolicy.holdForReview());
    editName();
    world.table("erp").change(erp, "phone", "42");

    SyncReport report = world.settle();

    assertThat(report.counts().of("customer", "erp", Counted.HELD)).isEqualTo(1);
    assertThat(world.table("crm").show("c1", "phone")).isEqualTo("42");
    assertThat(world.table("crm").show("c1", "name")).isEqualTo("Anna");
    assertThat(world.table("erp").show(erp, "name")).isEqualTo("Anne");
    assertThat(world.conflicts())
        .extracting(InboxEntry::toString)
        .containsExactly(
            """
            customer {crm=c1, erp=%s} name: erp shows Anne, agreed is Anna, before it was Ann
              crm shows Anna
              erp shows Anne"""
                .formatted(erp));
    world.assertQuiet();
  }

  @Test
  void aPersonDecides() {
    given(ConflictPolicy.holdForReview());
    editName();
    world.settle();
    Seen open = world.conflicts().get(0).seen();

    assertThat(world.inbox().resolve(open, Choice.incoming())).isEqualTo(new InboxAnswer.Done());
    world.settle();

    assertThat(world.conflicts()).isEmpty();
    assertThat(world.inbox().resolve(open, Choice.head()))
        .isEqualTo(new InboxAnswer.Gone(open.id()));
    assertThat(world.table("crm").show("c1", "name")).isEqualTo("Anne");
    world.assertAgreement();
  }

  @Test
  void aDeleteGoesToTheOtherSystem() {
    given(ConflictPolicy.holdForReview());

    world.table("crm").remove("c1");
    world.settle();

    assertThat(world.table("erp").all()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void anEditOutlivesADelete() {
    given(ConflictPolicy.holdForReview(), DeletePolicy.updateWins());
    world.table("crm").remove("c1");
    world.table("erp").change(erp, "name", "Anne");

    world.settle();

    assertThat(world.table("crm").keysWhere("name", "Anne")).hasSize(1);
    world.assertAgreement();
  }

  @Test
  void aDeleteWinsOverAnEditThatTheJournalNames() {
    given(ConflictPolicy.holdForReview(), DeletePolicy.deleteWins());
    world.table("crm").remove("c1");
    world.table("erp").change(erp, "name", "Anne");

    world.settle();

    assertThat(world.table("crm").all()).isEmpty();
    assertThat(world.table("erp").all()).isEmpty();
    assertThat(world.journal())
        .filteredOn(entry -> entry.kind().equals("delete conflict"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.register()).isEqualTo("life");
              assertThat(entry.decision()).isEqualTo("deleted");
              assertThat(entry.rule()).isEqualTo("at stake: [name]");
            });
    world.assertAgreement();
  }

  @Test
  void aDeleteThatMeetsAnEditIsHeldUntilAPersonDecides() {
    given(ConflictPolicy.holdForReview(), DeletePolicy.holdForReview());
    world.table("crm").remove("c1");
    world.table("erp").change(erp, "name", "Anne");
    world.settle();
    InboxEntry.Conflict open = world.conflicts().get(0);

    assertThat(open.field()).isEqualTo("life");
    assertThat(world.table("crm").all()).isEmpty();
    world.assertQuiet();
    world.inbox().resolve(open.seen(), Choice.another(Life.ALIVE));
    world.settle();

    assertThat(world.table("crm").keysWhere("name", "Anne")).hasSize(1);
    world.assertAgreement();
  }

  @Test
  void aDeletedRecordThatAppearsUnderAnotherKeyIsItselfAgain() {
    given(ConflictPolicy.holdForReview(), DeletePolicy.holdForReview());
    world.table("crm").remove("c1");
    world.table("erp").change(erp, "phone", "42");
    world.settle();

    world.table("crm").put("c7", Map.of("name", "Ann", "email", "ann@x.org"));
    world.settle();

    assertThat(world.parked("crm")).isEmpty();
    assertThat(world.explain("crm", "c7").keys()).containsKey(new SystemId("erp"));
  }

  @Test
  void anExplanationTellsTheStory() {
    given(ConflictPolicy.prefer(new SystemId("erp")));
    editName();
    world.settle();

    Explanation explanation = world.explain("crm", "c1");

    assertThat(explanation.field("name").orElseThrow().event().system())
        .isEqualTo(new SystemId("erp"));
    assertThat(explanation.field("life").orElseThrow().event().system())
        .isEqualTo(new SystemId("crm"));
    assertThat(explanation.decisions())
        .extracting(JournalEntry::kind, JournalEntry::decision, JournalEntry::rule)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("conflict", "incoming", "policy"));
    assertThat(explanation.toString())
        .startsWith("customer {crm=c1, erp=" + erp + "}")
        .contains("name = Anne  set by erp (event 1)")
        .contains("conflict on name from erp, was Ann, agreed Anna, incoming Anne -> incoming")
        .doesNotContain("$life");
  }

  @Test
  void threeSystemsAgree() {
    world.with("shop");
    given(ConflictPolicy.prefer(new SystemId("shop"), new SystemId("crm")));
    String shop = world.table("shop").all().keySet().iterator().next();
    editName();
    world.table("shop").change(shop, "name", "Annie").change(shop, "phone", "3");

    world.settle();

    assertThat(List.of("crm", "erp", "shop"))
        .allSatisfy(
            system -> assertThat(world.table(system).keysWhere("name", "Annie")).hasSize(1));
    world.assertAgreement();
  }
}
