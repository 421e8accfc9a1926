package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.HUB;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Life;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import org.junit.jupiter.api.Test;

/** The head of the same record at another hub, which looks after a system called web. */
class MergingTest {

  private static final SystemId WEB = new SystemId("web");
  private static final Dot THERE = new Dot(WEB, 1);

  private Customers customers = new Customers(rules -> rules);

  /** What the other hub knew when it took its system's edit. */
  private VersionVector seen = customers.state.clock();

  private static Register there(String text, long timeMicros) {
    return new Register(Value.of(text), THERE, new Stamp(timeMicros, 0, WEB));
  }

  private Merge merge(String name, Register theirs) {
    return merge(customers.state.head().with(name, theirs));
  }

  private Merge merge(Registers theirs) {
    Merge merge = customers.reconciler.merge(customers.state, theirs, seen.with(THERE));
    customers.state = merge.state();
    return merge;
  }

  private void deciding(ConflictPolicy policy) {
    customers = new Customers(rules -> rules.onConflict(policy));
    seen = customers.state.clock();
    customers.look(CRM, row("b", "a", "a"), 5);
  }

  @Test
  void anEditInSightOfOursIsTaken() {
    Register theirs = there("x", 9);

    Merge merge = merge("name", theirs);

    assertThat(merge.events()).containsExactly(new MergeEvent.Took("name", theirs));
    assertThat(customers.head()).isEqualTo(row("x", "a", "a"));
    assertThat(customers.state.clock()).isEqualTo(seen.with(THERE));
    assertThat(customers.plan(CRM).orElseThrow().registers().names()).containsExactly("name");
  }

  @Test
  void whatASystemShowsAlreadyIsNotWrittenToIt() {
    customers = new Customers(rules -> rules.authority("name", CRM));
    customers.look(ERP, row("x", "a", "a"), 5);
    seen = customers.state.clock();

    merge("name", there("x", 9));

    assertThat(customers.plan(ERP)).isEmpty();
    assertThat(customers.plan(CRM)).isPresent();
  }

  @Test
  void anEditInSightOfTheirsStays() {
    merge("name", there("x", 9));
    Registers theirs = customers.state.head();
    customers.look(CRM, row("b", "a", "a"), 5);
    RecordState before = customers.state;

    Merge merge = merge(theirs);

    assertThat(merge.events()).isEmpty();
    assertThat(merge.state()).isSameAs(before);
  }

  @Test
  void whatTheOtherHubHasSeenIsTakenIntoTheClock() {
    Merge merge = merge(customers.state.head());

    assertThat(merge.events()).isEmpty();
    assertThat(merge.state().clock()).isEqualTo(seen.with(THERE));
    assertThat(merge(merge.state().head()).state()).isSameAs(merge.state());
  }

  @Test
  void editsWithoutSightOfEachOtherGoToThePolicy() {
    deciding(ConflictPolicy.lastWriter());
    Register mine = customers.state.head().require("name");
    Register earlier = there("x", 3);
    Register later = there("x", 9);
    RecordState before = customers.state;

    assertThat(merge("name", earlier).events())
        .containsExactly(new MergeEvent.Conflict("name", mine, earlier, Resolution.keepHead()));
    assertThat(customers.head()).isEqualTo(row("b", "a", "a"));

    customers.state = before;

    assertThat(merge("name", later).events())
        .containsExactly(new MergeEvent.Conflict("name", mine, later, Resolution.takeIncoming()));
    assertThat(customers.head()).isEqualTo(row("x", "a", "a"));
    assertThat(customers.state.clock()).isEqualTo(before.clock().with(THERE));
  }

  @Test
  void whatIsHeldIsAConflictAgainAtTheNextExchange() {
    deciding(ConflictPolicy.holdForReview());
    Registers theirs =
        customers.state.head().with("name", there("x", 9)).with("street", there("x", 9));
    VersionVector clock = customers.state.clock();

    Merge merge = merge(theirs);

    assertThat(merge.events())
        .hasExactlyElementsOfTypes(MergeEvent.Conflict.class, MergeEvent.Took.class);
    assertThat(customers.head()).isEqualTo(row("b", "x", "a"));
    assertThat(customers.state.clock()).isEqualTo(clock);
    assertThat(merge(theirs).events()).first().isInstanceOf(MergeEvent.Conflict.class);
  }

  @Test
  void aMergeOfBothValuesIsAnEventOfTheHubAboveBoth() {
    deciding(conflict -> Resolution.merged(Value.of("m")));
    VersionVector clock = customers.state.clock();

    merge("name", there("x", 9));

    assertThat(customers.state.head().require("name"))
        .isEqualTo(new Register(Value.of("m"), new Dot(HUB, 1), new Stamp(9, 1, HUB)));
    assertThat(customers.state.clock()).isEqualTo(clock.with(THERE).with(new Dot(HUB, 1)));
  }

  @Test
  void equalValuesAgreeOnTheLaterEdit() {
    deciding(ConflictPolicy.holdForReview());
    RecordState before = customers.state;
    Register mine = before.head().require("name");

    assertThat(merge("name", there("b", 3)).events())
        .containsExactly(new MergeEvent.Agreement("name"));
    assertThat(customers.state.head().require("name")).isEqualTo(mine);

    customers.state = before;
    merge("name", there("b", 9));

    assertThat(customers.state.head().require("name")).isEqualTo(there("b", 9));
    assertThat(customers.state.clock()).isEqualTo(before.clock().with(THERE));
  }

  @Test
  void equalValuesOfEqualStampsAgreeOnTheGreaterEvent() {
    deciding(ConflictPolicy.holdForReview());
    RecordState before = customers.state;
    Register mine = before.head().require("name");
    Register greater = new Register(mine.value(), THERE, mine.stamp());
    Register lesser = new Register(mine.value(), new Dot(new SystemId("app"), 1), mine.stamp());

    merge("name", lesser);
    assertThat(customers.state.head().require("name")).isEqualTo(mine);

    customers.state = before;
    merge("name", greater);
    assertThat(customers.state.head().require("name")).isEqualTo(greater);
  }

  @Test
  void editsInSightOfEachOtherContradict() {
    merge("street", there("x", 9));
    customers.look(CRM, row("b", "a", "a"), 5);
    seen = customers.state.clock();
    Register mine = customers.state.head().require("name");
    Register theirs = there("y", 9);

    Merge merge = merge("name", theirs);

    assertThat(merge.events()).containsExactly(new MergeEvent.Contradiction("name", mine, theirs));
    assertThat(customers.head("name")).isEqualTo(Value.of("b"));
  }

  @Test
  void lifeGoesToTheLaterStampWhateverThePolicy() {
    deciding(ConflictPolicy.holdForReview());
    customers.take(CRM, Observation.gone().read(customers.count).timeMicros(5));
    RecordState deleted = customers.state;
    assertThat(deleted.alive()).isFalse();

    merge(Registers.LIFE, new Register(Life.ALIVE, THERE, new Stamp(9, 0, WEB)));
    assertThat(customers.state.alive()).isTrue();

    customers.state = deleted;
    merge(Registers.LIFE, new Register(Life.ALIVE, THERE, new Stamp(3, 0, WEB)));
    assertThat(customers.state.alive()).isFalse();
  }
}
