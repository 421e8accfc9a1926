package io.syncline.testkit.engine;

import static io.syncline.reconcile.policy.Normaliser.lower;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.engine.Counted;
import io.syncline.engine.Obstacle;
import io.syncline.engine.SyncReport;
import io.syncline.model.RecordId;
import io.syncline.operate.EntryKind;
import io.syncline.operate.InboxAnswer;
import io.syncline.operate.InboxEntry;
import io.syncline.operate.InboxFilter;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.Similarity;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.store.JournalEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Links that people make, undo and rule out. */
class LinksTest {

  private static final CorrelationRule LIKE =
      CorrelationRule.similar(CorrelationRule.on("phone"))
          .compare("name", 1, lower(), Similarity.levenshtein())
          .thresholds(0.9, 0.6);

  private final World world = World.two().matchOn(LIKE);

  /** Two that may be one, {@code Anna} in the CRM and {@code Anne} in the ERP. */
  private InboxEntry.Doubt doubtful() {
    world.rules(rules -> rules.onFirstContact(ConflictPolicy.keepHead()));
    world.table("crm").put("c1", Map.of("name", "Anna", "phone", "1", "email", "a@x"));
    world.table("erp").put("e1", Map.of("name", "Anne", "phone", "1", "balance", 5));
    world.settle();
    return doubt();
  }

  private InboxEntry.Doubt doubt() {
    List<InboxEntry> entries = world.entries(InboxFilter.all().kinds(EntryKind.DOUBT));
    assertThat(entries).hasSize(1);
    return (InboxEntry.Doubt) entries.get(0);
  }

  private void assertNothingWaits() {
    assertThat(world.entries(InboxFilter.all().withDismissed())).isEmpty();
    assertThat(world.parked("crm")).isEmpty();
    assertThat(world.parked("erp")).isEmpty();
  }

  @Test
  void likeEnoughIsLinkedThroughTheIndex() {
    world.rules(rules -> rules.onFirstContact(ConflictPolicy.keepHead()));
    for (int i = 0; i < 30; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Somebody " + i, "phone", "p" + i % 3));
    }
    world.table("erp").put("e1", Map.of("name", "somebody 7", "phone", "p1", "balance", 7));
    world.table("erp").put("e2", Map.of("name", "Nobody At All", "phone", "p1"));

    SyncReport report = world.matchOn(strict()).settle();

    assertThat(report.counts().of("customer", "erp", Counted.LINKED)).isEqualTo(1);
    assertThat(report.counts().of("customer", "erp", Counted.NEW)).isEqualTo(1);
    assertThat(world.table("crm").show("c7", "balance")).isEqualTo("7");
    world.assertAgreement();
  }

  @Test
  void aBlockThatIsTooWideHoldsAndDoesNotGuess() {
    world.twinsAreSeparate().matchOn(strict());
    for (int i = 0; i <= 1_000; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Somebody " + i, "phone", "p"));
    }
    world.settle();
    world.table("erp").put("e1", Map.of("name", "Quite Another", "phone", "p"));

    world.settle();

    assertThat(doubt().why())
        .isEqualTo(
            "more than 1000 records share what it is looked for by: make the rules of matchOn"
                + " narrower");
    assertThat(world.inbox().different(doubt().seen()).isDone()).isTrue();
    world.settle();
    assertNothingWaits();
    assertThat(world.table("crm").keysWhere("name", "Quite Another")).hasSize(1);
  }

  private static CorrelationRule strict() {
    return CorrelationRule.similar(CorrelationRule.on("phone"))
        .compare("name", 1, lower(), Similarity.levenshtein())
        .thresholds(1, 0.95);
  }

  @Test
  void doubtWaitsWithItsCandidatesAndTheirScores() {
    InboxEntry.Doubt doubt = doubtful();

    assertThat(doubt.id()).hasToString("doubt/customer/erp/e1");
    assertThat(doubt.candidates())
        .singleElement()
        .satisfies(
            candidate -> {
              assertThat(candidate.score()).isEqualTo(0.75);
              assertThat(candidate.head().get("name").orElseThrow()).hasToString("Anna");
            });
    assertThat(doubt.toString())
        .startsWith("customer e1 of erp {")
        .contains("name=Anne")
        .contains("is like a record, but not enough to be it\n  may be record 1 {crm=c1} {")
        .endsWith(", score 0.75");
    assertThat(world.table("crm").all()).hasSize(1);
    world.assertQuiet();
  }

  @Test
  void whatIsInDoubtIsNotCreatedASecondTime() {
    doubtful();

    assertThat(world.table("erp").all()).containsOnlyKeys("e1");
    assertThat(world.engine().preview(5).counts().writes()).isZero();
    world.table("crm").put("c2", Map.of("name", "Bob", "phone", "2"));
    world.settle();
    assertThat(world.table("erp").all()).hasSize(2);
  }

  @Test
  void aPersonLinksAndTheFieldsMeet() {
    InboxEntry.Doubt doubt = doubtful();
    RecordId record = doubt.candidates().get(0).record();

    assertThat(world.inbox().link(doubt.seen(), record)).isEqualTo(new InboxAnswer.Done());
    world.settle();

    assertThat(world.table("crm").show("c1", "balance")).isEqualTo("5");
    assertThat(world.table("erp").show("e1", "email")).isEqualTo("a@x");
    assertThat(world.table("erp").show("e1", "name")).isEqualTo("Anna");
    assertThat(world.journal())
        .filteredOn(entry -> entry.kind().equals("linked"))
        .extracting(JournalEntry::rule)
        .containsExactly("a person linked it");
    assertNothingWaits();
    world.assertAgreement();
  }

  @Test
  void aPersonLinksWhereNothingIsReadByKeyBeforeItIsListed() {
    World listed =
        new World()
            .with("crm")
            .with("erp", shape -> shape.feed(Feed.SNAPSHOT_ONLY))
            .matchOn(LIKE)
            .rules(rules -> rules.onFirstContact(ConflictPolicy.keepHead()));
    listed.table("crm").put("c1", Map.of("name", "Anna", "phone", "1"));
    listed.table("erp").put("e1", Map.of("name", "Anne", "phone", "1"));
    listed.settle();
    InboxEntry.Doubt doubt = (InboxEntry.Doubt) listed.entries(InboxFilter.all()).get(0);

    listed.inbox().link(doubt.seen(), doubt.candidates().get(0).record());
    listed.settle();

    assertThat(listed.table("erp").show("e1", "name")).isEqualTo("Anna");
    listed.assertAgreement();
  }

  @Test
  void aLinkIsRefusedWhereEitherSideMovedOn() {
    InboxEntry.Doubt doubt = doubtful();
    RecordId record = doubt.candidates().get(0).record();
    world.table("crm").change("c1", "name", "Annina");
    world.settle();

    InboxEntry.Doubt now = doubt();
    assertThat(now.id()).isEqualTo(doubt.id());
    assertThat(world.inbox().link(doubt.seen(), record)).isEqualTo(new InboxAnswer.MovedOn(now));

    world.table("erp").change("e1", "name", "Annabel");
    world.settle();

    assertThat(world.inbox().link(now.seen(), record).isDone()).isFalse();
  }

  @Test
  void aLinkIsRefusedWhereTheRecordHasANativeOneThere() {
    InboxEntry.Doubt doubt = doubtful();
    world.inbox().different(doubt.seen());
    world.settle();
    world.table("erp").put("e9", Map.of("name", "Annb", "phone", "1"));
    world.settle();
    InboxEntry.Doubt next = doubt();

    assertThat(world.inbox().link(next.seen(), next.candidates().get(0).record()))
        .isEqualTo(new InboxAnswer.Refused(Obstacle.RECORD_LINKED));
    assertThatThrownBy(() -> world.inbox().link(next.seen(), new RecordId(77)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be one of [1, 2]: record=77");
  }

  @Test
  void whatAPersonSaidToBeDifferentIsNeverAskedAgain() {
    InboxEntry.Doubt doubt = doubtful();

    assertThat(world.inbox().different(doubt.seen())).isEqualTo(new InboxAnswer.Done());
    world.settle();

    assertNothingWaits();
    assertThat(world.shown("crm")).hasSize(2);
    world.assertAgreement();
    world.restart();
    world.sweep();
    assertNothingWaits();
    assertThat(world.journal())
        .extracting(JournalEntry::rule)
        .contains("a person said that e1 is not it");
  }

  @Test
  void oneOfSeveralCandidatesIsRuledOut() {
    world.rules(rules -> rules.onFirstContact(ConflictPolicy.keepHead()));
    world.table("crm").put("c1", Map.of("name", "Anna Anna", "phone", "1"));
    world.settle();
    world.table("crm").put("c2", Map.of("name", "Bella Bella", "phone", "1"));
    world.table("erp").put("x", Map.of("name", "Nobody", "phone", "2"));
    world.settle();
    world.table("crm").change("c2", "name", "Anna Anne");
    world.settle();
    world.table("erp").put("e1", Map.of("name", "Anna Ann", "phone", "1"));
    world.settle();
    InboxEntry.Doubt doubt = doubt();
    assertThat(doubt.candidates()).hasSize(2);

    world.inbox().different(doubt.seen(), doubt.candidates().get(0).record());
    world.settle();

    assertThat(doubt().candidates())
        .extracting(InboxEntry.Candidate::record)
        .containsExactly(doubt.candidates().get(1).record());
  }

  @Test
  void twinsThatAreDifferentBecomeTwoRecords() {
    world.table("crm").put("c1", Map.of("name", "Anna", "phone", "1"));
    world.table("crm").put("c2", Map.of("name", "Anna", "phone", "1"));
    world.settle();
    List<InboxEntry> twins = world.entries(InboxFilter.all());
    assertThat(twins)
        .extracting(InboxEntry::toString)
        .allMatch(text -> text.contains("another unlinked one matches it, or the same"))
        .anyMatch(text -> text.endsWith("\n  may be one with c2"));

    world.inbox().different(twins.get(0).seen());
    world.settle();

    assertNothingWaits();
    assertThat(world.shown("erp")).hasSize(2);
    world.assertAgreement();
    world.sweep();
    assertNothingWaits();
  }

  @Test
  void aWrongLinkIsSplitAndNothingIsDeleted() {
    world.matchOn(CorrelationRule.on("email"));
    world.rules(rules -> rules.onFirstContact(ConflictPolicy.keepHead()));
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "office@x", "phone", "1"));
    world.table("erp").put("e1", Map.of("name", "Bob", "email", "office@x", "balance", 5));
    world.settle();

    assertThat(world.inbox().split("customer", "erp", "e1")).isEqualTo(new InboxAnswer.Done());
    world.settle();

    assertThat(world.table("erp").all()).containsKey("e1").hasSize(2);
    assertThat(world.table("crm").all()).containsKey("c1").hasSize(2);
    assertThat(world.explain("erp", "e1").keys().toString()).doesNotContain("c1");
    assertThat(world.explain("crm", "c1").toString())
        .contains("a person said that e1 is another record");
    assertThat(world.explain("erp", "e1").toString())
        .contains("a person said that e1 was record 1");
    world.assertAgreement();
    world.table("crm").change("c1", "name", "Anna");
    world.settle();
    assertThat(world.table("erp").show("e1", "name")).isNotEqualTo("Anna");
    world.sweep();
    assertNothingWaits();
    world.assertAgreement();
  }

  @Test
  void aWrongLinkIsMovedToTheRightRecord() {
    world.matchOn(CorrelationRule.on("email"));
    world.rules(rules -> rules.onFirstContact(ConflictPolicy.keepHead()));
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "office@x"));
    world.table("erp").put("e1", Map.of("name", "Bob", "email", "office@x", "balance", 5));
    world.settle();
    world.table("erp").reject("name", name -> name.toString().equals("Bob"), "not him");
    world.table("crm").put("c2", Map.of("name", "Bob", "email", "bob@x"));
    world.settle();
    RecordId bob = world.entries(InboxFilter.all()).get(0).id().record().orElseThrow();
    world.table("erp").accept();

    assertThat(world.inbox().split("customer", "erp", "e1", bob)).isEqualTo(new InboxAnswer.Done());
    world.inbox().retryAll(InboxFilter.all());
    world.settle();

    assertThat(world.explain("erp", "e1").keys().toString()).contains("crm=c2");
    assertThat(world.table("crm").show("c2", "balance")).isEqualTo("5");
    assertThat(world.shown("erp")).hasSize(2);
    world.assertAgreement();
  }

  @Test
  void whatCannotBeSplitIsSaid() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "a@x"));
    world.table("erp").reject("name", name -> true, "no names today");
    world.settle();
    RecordId record = world.entries(InboxFilter.all()).get(0).id().record().orElseThrow();

    assertThat(world.inbox().split("customer", "crm", "c1"))
        .isEqualTo(new InboxAnswer.Refused(Obstacle.ALONE));
    assertThat(world.inbox().split("customer", "crm", "nobody"))
        .isEqualTo(new InboxAnswer.Refused(Obstacle.NATIVE_UNLINKED));
    assertThat(world.inbox().split("customer", "crm", "c1", record))
        .isEqualTo(new InboxAnswer.Refused(Obstacle.SAME_RECORD));
    assertThat(world.inbox().split("customer", "crm", "c1", new RecordId(77)))
        .isEqualTo(new InboxAnswer.Refused(Obstacle.RECORD_UNKNOWN));
    assertThat(Obstacle.RECORD_UNKNOWN.words()).isEqualTo("there is no such record");
  }
}
