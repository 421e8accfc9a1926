package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.syncline.mapping.FieldMapping;
import io.syncline.mapping.Lenses;
import io.syncline.model.Value;
import io.syncline.operate.EntryId;
import io.syncline.operate.EntryKind;
import io.syncline.operate.InboxAnswer;
import io.syncline.operate.InboxEntry;
import io.syncline.operate.InboxFilter;
import io.syncline.operate.InboxPage;
import io.syncline.operate.InboxSweep;
import io.syncline.operate.Seen;
import io.syncline.plan.GuardLimit;
import io.syncline.plan.Guards;
import io.syncline.plan.Risk;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.store.JournalEntry;
import io.syncline.store.NoteKind;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InboxTest {

  private final World world = World.two();

  /** As many customers, known to both systems, whose names are then edited on both sides. */
  private void contested(int customers) {
    for (int i = 0; i < customers; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Ann " + i, "email", i + "@x", "phone", "1"));
      world.table("erp").put("e" + i, Map.of("name", "Ann " + i, "email", i + "@x", "phone", "1"));
    }
    world.settle();
    for (int i = 0; i < customers; i++) {
      world.table("crm").change("c" + i, "name", "Anna " + i);
      world.table("erp").change("e" + i, "name", "Anne " + i);
    }
    world.settle();
  }

  private List<InboxEntry> all() {
    return world.entries(InboxFilter.all());
  }

  private Map<EntryKind, Long> counts() {
    return world.inbox().counts(InboxFilter.all());
  }

  @Test
  void aConflictShowsBothSidesTheBaseAndEverySystem() {
    contested(1);

    InboxEntry.Conflict conflict = world.conflicts().get(0);

    assertThat(conflict.id()).hasToString("conflict/customer/1/erp/name");
    assertThat(conflict.heading().since()).contains(world.clock.instant());
    assertThat(conflict.base()).contains(Value.of("Ann 0"));
    assertThat(conflict)
        .hasToString(
            """
            customer {crm=c0, erp=e0} name: erp shows Anne 0, agreed is Anna 0, before it was Ann 0
              crm shows Anna 0
              erp shows Anne 0""");
  }

  @Test
  void aLaterEditUpdatesTheEntryAndAddsNone() {
    contested(1);
    InboxEntry.Conflict before = world.conflicts().get(0);
    world.clock.move(Duration.ofHours(1));
    world.table("erp").change("e0", "name", "Annette");
    world.settle();

    assertThat(world.conflicts())
        .singleElement()
        .satisfies(
            after -> {
              assertThat(after.id()).isEqualTo(before.id());
              assertThat(after.seen()).isNotEqualTo(before.seen());
              assertThat(after.incoming()).isEqualTo(Value.of("Annette"));
              assertThat(after.heading().since()).isEqualTo(before.heading().since());
            });
    assertThat(world.inbox().resolve(before.seen(), Choice.incoming()))
        .isEqualTo(new InboxAnswer.MovedOn(world.conflicts().get(0)));
  }

  @Test
  void anEditOfAnotherFieldDoesNotDisturbADecision() {
    contested(1);
    Seen seen = world.conflicts().get(0).seen();
    world.table("crm").change("c0", "phone", "2");
    world.settle();

    assertThat(world.inbox().resolve(seen, Choice.incoming()).isDone()).isTrue();
    world.settle();

    assertThat(world.table("crm").show("c0", "name")).isEqualTo("Anne 0");
    world.assertAgreement();
  }

  @Test
  void anEntryIsFoundAgainByTheTextOfItsId() {
    contested(1);
    InboxEntry entry = all().get(0);
    Seen seen = Seen.of(entry.id().toString(), entry.seen().version());
    world.restart();

    assertThat(world.inbox().find(seen.id())).contains(entry);
    assertThat(world.inbox().resolve(seen, Choice.another(Value.of("Annika"))))
        .isEqualTo(new InboxAnswer.Done());
    world.settle();

    assertThat(world.table("crm").show("c0", "name")).isEqualTo("Annika");
    assertThat(world.inbox().find(seen.id())).isEmpty();
    assertThat(world.inbox().resolve(seen, Choice.head()))
        .isEqualTo(new InboxAnswer.Gone(seen.id()));
    world.assertAgreement();
  }

  @Test
  void everyEntryIsOnExactlyOnePage() {
    contested(205);
    world.table("crm").put("t1", Map.of("name", "Twin", "email", "t@x"));
    world.table("crm").put("t2", Map.of("name", "Twin", "email", "t@x"));
    world.settle();
    List<EntryId> paged = new ArrayList<>();

    Optional<EntryId> after = Optional.empty();
    do {
      InboxPage page =
          after.isEmpty()
              ? world.inbox().list(InboxFilter.all(), 7)
              : world.inbox().list(InboxFilter.all(), after.get(), 7);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(7);
      page.entries().forEach(entry -> paged.add(entry.id()));
      after = page.next();
    } while (after.isPresent());

    assertThat(paged).hasSize(207).doesNotHaveDuplicates().isSorted();
    assertThat(counts()).isEqualTo(Map.of(EntryKind.CONFLICT, 205L, EntryKind.DOUBT, 2L));
    assertThat(world.inbox().list(InboxFilter.all(), 1_000).entries()).hasSize(207);
  }

  @Test
  void aPageGoesOnWhereItsLastEntryIsGone() {
    contested(4);
    InboxPage first = world.inbox().list(InboxFilter.all(), 2);
    first.entries().forEach(entry -> world.inbox().resolve(entry.seen(), Choice.head()));

    InboxPage second = world.inbox().list(InboxFilter.all(), first.next().orElseThrow(), 9);

    assertThat(second.entries())
        .extracting(entry -> entry.id().record().orElseThrow().value())
        .containsExactly(3L, 4L);
  }

  @Test
  void filtersNarrow() {
    contested(3);
    Instant first = world.clock.instant();
    world.clock.move(Duration.ofHours(1));
    world.table("crm").change("c1", "phone", "2");
    world.table("erp").change("e1", "phone", "3");
    world.settle();

    assertThat(world.entries(InboxFilter.all().field("phone"))).hasSize(1);
    assertThat(world.entries(InboxFilter.all().entity("customer").system("erp"))).hasSize(4);
    assertThat(world.entries(InboxFilter.all().system("crm"))).isEmpty();
    assertThat(world.entries(InboxFilter.all().kinds(EntryKind.DOUBT))).isEmpty();
    assertThat(world.entries(InboxFilter.all().since(first.plusSeconds(1)))).hasSize(1);
    assertThat(world.entries(InboxFilter.all().until(first))).hasSize(3);
    assertThat(world.entries(InboxFilter.all().text("ANNE 2"))).hasSize(1);
    assertThatThrownBy(() -> world.entries(InboxFilter.all().entity("order")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be one of [customer]: entity=order");
  }

  @Test
  void aRuleDecidesAllThatAFilterFinds() {
    contested(205);

    InboxSweep swept =
        world.inbox().resolveAll(InboxFilter.all().text("ann"), ConflictPolicy.takeIncoming());

    assertThat(swept).isEqualTo(new InboxSweep(205, 0, 0, List.of()));
    world.settle();
    assertThat(world.table("crm").show("c9", "name")).isEqualTo("Anne 9");
    assertThat(all()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void whatARuleDoesNotDecideStays() {
    contested(4);
    ConflictPolicy even =
        conflict ->
            conflict.head().value().toString().matches(".*[02]")
                ? Resolution.merged(Value.of("Merged"))
                : Resolution.hold("odd");

    assertThat(world.inbox().resolveAll(InboxFilter.all(), even))
        .isEqualTo(new InboxSweep(2, 2, 0, List.of()));
    world.settle();

    assertThat(counts()).isEqualTo(Map.of(EntryKind.CONFLICT, 2L));
    assertThat(world.table("erp").keysWhere("name", "Merged")).hasSize(2);
    assertThat(world.inbox().resolveAll(InboxFilter.all(), ConflictPolicy.sumOfDeltas()).left())
        .isEqualTo(2);
  }

  @Test
  void aRuleIsRefusedWhereAConflictMovesOnUnderIt() {
    contested(3);
    AtomicInteger asked = new AtomicInteger();

    InboxSweep swept =
        world
            .inbox()
            .resolveAll(
                InboxFilter.all().and(entry -> movesOn(entry, asked)),
                ConflictPolicy.takeIncoming());

    assertThat(swept.done()).isEqualTo(2);
    assertThat(swept.movedOn()).isEqualTo(1);
    assertThat(swept.refused())
        .singleElement()
        .isInstanceOfSatisfying(
            InboxAnswer.MovedOn.class,
            moved -> assertThat(moved.now().toString()).contains("erp shows Annabel"));
  }

  /** While the entries are listed, somebody goes on with the second of them. */
  private boolean movesOn(InboxEntry entry, AtomicInteger asked) {
    if (asked.incrementAndGet() == 3) {
      world.table("erp").change("e1", "name", "Annabel");
      world.sync();
    }
    return entry.id().kind() == EntryKind.CONFLICT;
  }

  @Test
  void groupsAreDecidedAsOne() {
    world.rules(rules -> rules.group("contact", List.of("phone", "email")));
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "a@x", "phone", "1"));
    world.table("erp").put("e1", Map.of("name", "Ann", "email", "a@x", "phone", "1"));
    world.settle();
    world.table("crm").change("c1", "phone", "2").change("c1", "email", "b@x");
    world.table("erp").change("e1", "phone", "3").change("e1", "email", "c@x");
    world.settle();
    assertThat(counts()).isEqualTo(Map.of(EntryKind.CONFLICT, 2L));
    List<String> asked = new ArrayList<>();
    ConflictPolicy policy =
        conflict -> {
          asked.add(conflict.field() + " " + conflict.incoming().value());
          return Resolution.takeIncoming();
        };

    assertThat(world.inbox().resolveAll(InboxFilter.all(), policy).done()).isEqualTo(2);
    world.settle();

    assertThat(asked)
        .allMatch(text -> text.startsWith("contact "))
        .allMatch(text -> text.contains("c@x") && text.contains("3"));
    assertThat(world.table("crm").show("c1", "email")).isEqualTo("c@x");
    assertThat(world.table("crm").show("c1", "phone")).isEqualTo("3");
    world.assertAgreement();
  }

  @Test
  void aRuleDecidesDeletesThatMetEdits() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "a@x"));
    world.table("crm").put("c2", Map.of("name", "Bob", "email", "b@x"));
    world.settle();
    world.table("crm").remove("c1");
    world.table("crm").remove("c2");
    for (String key : world.table("erp").all().keySet()) {
      world.table("erp").change(key, "phone", "9");
    }
    world.settle();
    assertThat(all()).extracting(InboxEntry::toString).allMatch(text -> text.contains("life: "));

    assertThat(
            world
                .inbox()
                .resolveDeletes(InboxFilter.all().text("erp=1001"), DeletePolicy.deleteWins())
                .done())
        .isEqualTo(1);
    assertThat(world.inbox().resolveAll(InboxFilter.all(), ConflictPolicy.keepHead()).left())
        .isEqualTo(1);
    assertThat(world.inbox().resolveDeletes(InboxFilter.all(), DeletePolicy.updateWins()).done())
        .isEqualTo(1);
    world.settle();

    assertThat(world.shown("crm")).hasSize(1).isEqualTo(world.shown("erp"));
    assertThat(all()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void aRefusedWriteWaitsWithItsReasonAndIsTriedAgain() {
    world.table("erp").reject("name", name -> true, "no names today");
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "a@x"));
    world.settle();
    InboxEntry entry = all().get(0);
    assertThat(entry.id()).hasToString("refused/customer/1/erp");
    assertThat(entry.heading().since()).isPresent();
    assertThat(entry.toString())
        .startsWith("customer {crm=c1}: erp refuses\n  ")
        .contains("name = Ann: ")
        .contains("no names today");
    world.table("erp").accept();

    assertThat(world.inbox().retry(entry.seen())).isEqualTo(new InboxAnswer.Done());
    world.settle();

    assertThat(world.table("erp").all()).hasSize(1);
    assertThat(all()).isEmpty();
    assertThat(world.journal())
        .extracting(JournalEntry::kind, JournalEntry::rule)
        .contains(tuple("retried", "a person asked for it"));
  }

  @Test
  void aRejectedRowIsReadAgainOnDemand() {
    World each =
        World.two()
            .with(
                "web",
                shape -> shape,
                FieldMapping.of("name", "name"),
                FieldMapping.of("email", "email"),
                FieldMapping.of("balance", "cents", Lenses.cents()));
    each.table("web").put("w1", Map.of("name", "Ann", "email", "a@x", "cents", "many"));
    each.settle();
    InboxEntry entry = each.entries(InboxFilter.all()).get(0);

    assertThat(entry.id()).hasToString("rejected/customer/web/w1");
    assertThat(entry.toString())
        .startsWith("customer w1 of web is not taken in: balance ")
        .contains("\n  it shows {");
    assertThat(each.inbox().retry(entry.seen()).isDone()).isTrue();
    each.settle();
    assertThat(each.entries(InboxFilter.all())).hasSize(1);
  }

  @Test
  void aRowThatMayNotBeSeenWaits() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "a@x"));
    world.settle();
    String erp = world.table("erp").all().keySet().iterator().next();
    world.table("erp").deny(erp);
    world.table("erp").change(erp, "phone", "5");
    world.table("erp").faults().next(Call.WRITE, Fault.STALE);
    world.table("crm").change("c1", "name", "Anna");
    world.settle();
    InboxEntry entry = all().get(0);
    assertThat(entry.id()).hasToString("denied/customer/erp/" + erp);
    assertThat(entry).hasToString("customer " + erp + " of erp is not taken in: no right to read");
    world.table("erp").allow();

    assertThat(world.inbox().retry(entry.seen()).isDone()).isTrue();
    world.settle();

    assertThat(all()).isEmpty();
    world.assertAgreement();
  }

  @Test
  void whatAGuardHoldsWaitsForApproval() {
    World each =
        new World()
            .guards(Guards.none().with(Risk.DELETES, GuardLimit.rows(1)))
            .with("crm")
            .with("erp");
    for (int i = 0; i < 3; i++) {
      each.table("crm").put("c" + i, Map.of("name", "Ann", "email", i + "@x"));
    }
    each.settle();
    for (int i = 0; i < 3; i++) {
      each.table("crm").remove("c" + i);
    }
    each.sync();
    InboxEntry entry = each.entries(InboxFilter.all()).get(0);
    assertThat(entry.id()).hasToString("guarded/customer/erp/DELETES");
    assertThat(entry.toString()).startsWith("customer@erp: 3 deletes wait for approval");

    assertThat(each.inbox().approve(entry.seen(), "Ada")).isEqualTo(new InboxAnswer.Done());
    each.settle();

    assertThat(each.table("erp").all()).isEmpty();
    assertThat(each.entries(InboxFilter.all())).isEmpty();
    assertThat(each.inbox().approve(entry.seen(), "Ada"))
        .isEqualTo(new InboxAnswer.Gone(entry.id()));
  }

  @Test
  void aSystemThatWasRestoredIsPutAwayWhenItWasCompared() {
    world.incarnation("erp", "one");
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "a@x"));
    world.settle();
    world.incarnation("erp", "two").restart();
    world.settle();
    InboxEntry entry = world.entries(InboxFilter.all().kinds(EntryKind.REWOUND)).get(0);
    assertThat(entry.id()).hasToString("rewound/customer/erp");
    assertThat(entry)
        .hasToString(
            "customer of erp was restored or swapped: it is another incarnation: was=one is=two;"
                + " it was compared since");

    assertThat(world.inbox().dismiss(entry.seen()).isDone()).isTrue();

    assertThat(world.entries(InboxFilter.all().withDismissed())).isEmpty();
    assertThat(world.notes("erp", NoteKind.STOPPED)).isEmpty();
  }

  @Test
  void aSystemThatIsLeftOutWaitsUntilItIsBack() {
    world.table("crm").put("c1", Map.of("name", "Ann", "email", "a@x"));
    world.settle();
    Instant began = world.clock.instant();
    for (int i = 0; i < 2; i++) {
      world.table("erp").faults().next(Call.POLL, Fault.UNREACHABLE);
      world.sync();
      world.clock.move(Duration.ofHours(1));
    }

    assertThat(all())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.id()).hasToString("stopped/customer/erp");
              assertThat(entry.heading().since()).contains(began);
              assertThat(entry.toString()).startsWith("customer of erp is left out: Unreachable: ");
            });
    world.settle();
    assertThat(all()).isEmpty();
  }

  @Test
  void whatIsDismissedComesBackWhenItChanges() {
    contested(2);
    InboxEntry entry = all().get(0);

    assertThat(world.inbox().dismiss(entry.seen()).isDone()).isTrue();
    world.restart();
    world.sweep();
    assertThat(all()).extracting(InboxEntry::id).doesNotContain(entry.id()).hasSize(1);
    assertThat(world.entries(InboxFilter.all().withDismissed())).hasSize(2);
    assertThat(world.inbox().find(entry.id()).orElseThrow().heading().dismissed()).isTrue();

    world.table("erp").change("e0", "name", "Annabel");
    world.settle();
    assertThat(all()).extracting(InboxEntry::id).contains(entry.id());
    assertThat(world.inbox().dismiss(entry.seen()).isDone()).isFalse();

    assertThat(world.inbox().dismissAll(InboxFilter.all()).done()).isEqualTo(2);
    assertThat(all()).isEmpty();
    assertThat(world.explain("erp", "e0").toString()).contains("a person dismissed it");
  }

  @Test
  void dismissalsOfWhatIsGoneAreForgotten() {
    contested(3);
    world.inbox().dismissAll(InboxFilter.all());
    world
        .inbox()
        .resolveAll(InboxFilter.all().withDismissed().text("Anna 0"), ConflictPolicy.keepHead());
    world.settle();

    world.inbox().dismiss(world.entries(InboxFilter.all().withDismissed()).get(0).seen());

    assertThat(world.notes("erp", NoteKind.DISMISSED)).hasSize(2);
  }

  @Test
  void anActionThatDoesNotFitAnEntryIsAMistake() {
    contested(1);
    Seen seen = all().get(0).seen();

    assertThatThrownBy(() -> world.inbox().retry(seen))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must be of [refused, doubt, rejected, denied, waiting]: id=conflict/customer/1/erp/name");
    assertThatThrownBy(() -> world.inbox().different(seen))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be of [doubt]: id=conflict/customer/1/erp/name");
    assertThatThrownBy(() -> world.inbox().list(InboxFilter.all(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be >= 1: most=0");
  }
}
