package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.syncline.model.FieldType;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.Edit;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ConflictPolicy} owes, and what it promises beyond that, on conflicts by chance.
 * Extend it for a policy of your own. That it does not look at the time of day is only seen where
 * two calls in a row differ.
 */
public abstract class ConflictPolicyContract {

  private static final int TRIES = 500;
  private static final SystemId HUB = new SystemId("hub");

  /** The policy, one and the same at each call. */
  protected abstract ConflictPolicy policy();

  /** The type of the field that it is to decide. */
  protected abstract FieldType type();

  /** What it promises beyond what all owe. */
  protected Set<PolicyLaw> laws() {
    return Set.of();
  }

  /** Of all chance. */
  protected long seed() {
    return 1;
  }

  private SampleConflicts samples() {
    return new SampleConflicts(type(), seed());
  }

  private Resolution resolve(FieldConflict conflict) {
    return policy().resolve(conflict);
  }

  private void each(Consumer<FieldConflict> use) {
    samples().conflicts(TRIES).forEach(use);
  }

  private void refuse(String rule, FieldConflict conflict, Object answer) {
    fail("%s: %s answer=%s seed=%s", rule, SampleConflicts.text(conflict), answer, seed());
  }

  @Test
  void everyConflictHasAnAnswer() {
    each(
        conflict -> {
          try {
            if (Objects.isNull(resolve(conflict))) {
              refuse("must answer, Hold where it cannot decide", conflict, "null");
            }
          } catch (RuntimeException e) {
            refuse("must answer, not throw", conflict, e);
          }
        });
  }

  @Test
  void theAnswerDependsOnTheConflictAlone() {
    List<FieldConflict> conflicts = samples().conflicts(TRIES);
    List<Resolution> first = conflicts.stream().map(this::resolve).toList();
    Collections.reverse(conflicts);
    List<Resolution> reversed = new ArrayList<>(conflicts.stream().map(this::resolve).toList());
    Collections.reverse(reversed);
    Collections.reverse(conflicts);

    for (int i = 0; i < conflicts.size(); i++) {
      if (!Objects.equals(first.get(i), reversed.get(i))) {
        refuse(
            "must answer the same again, whatever came before: then=" + reversed.get(i),
            conflicts.get(i),
            first.get(i));
      }
    }
  }

  @Test
  void whatIsMergedFitsTheField() {
    each(
        conflict -> {
          if (resolve(conflict) instanceof Resolution.Merged merged) {
            type().fault(merged.value()).ifPresent(fault -> refuse(fault, conflict, merged));
          }
        });
  }

  @Test
  void whatIsHeldSaysWhy() {
    each(
        conflict -> {
          if (resolve(conflict) instanceof Resolution.Hold held && held.reason().isBlank()) {
            refuse("must say why it holds, for the person who decides", conflict, held);
          }
        });
  }

  @Test
  void whicheverIsSeenFirstTheOutcomeIsTheSame() {
    SampleConflicts samples = samples();
    for (int tries = 0; promises(PolicyLaw.SYMMETRIC) && tries < TRIES; tries++) {
      List<Edit> edits = samples.edits();
      FieldConflict one = samples.conflict(Optional.empty(), edits.get(0), edits.get(1));
      FieldConflict other = samples.conflict(Optional.empty(), edits.get(1), edits.get(0));
      if (!outcome(one).equals(outcome(other))) {
        refuse("must be SYMMETRIC: swapped=" + resolve(other), one, resolve(one));
      }
    }
  }

  @Test
  void equalValuesStayAsTheyAre() {
    SampleConflicts samples = samples();
    for (int tries = 0; promises(PolicyLaw.IDEMPOTENT) && tries < TRIES; tries++) {
      List<Edit> edits = samples.edits();
      Edit head = edits.get(0);
      Edit same = new Edit(head.value(), edits.get(1).dot(), edits.get(1).stamp());
      FieldConflict conflict = samples.conflict(Optional.empty(), head, same);
      if (outcome(conflict).filter(value -> !value.equals(head.value())).isPresent()) {
        refuse("must be IDEMPOTENT", conflict, resolve(conflict));
      }
    }
  }

  @Test
  void whichTwoMeetFirstMakesNoDifference() {
    SampleConflicts samples = samples();
    for (int tries = 0; promises(PolicyLaw.ASSOCIATIVE) && tries < TRIES; tries++) {
      List<Edit> edits = samples.edits();
      Edit third = edits.get(2);
      FieldConflict firstTwo = samples.conflict(Optional.empty(), edits.get(0), edits.get(1));
      FieldConflict lastTwo = samples.conflict(Optional.empty(), edits.get(1), third);
      Optional<Value> left =
          decided(firstTwo).flatMap(two -> outcome(samples.conflict(Optional.empty(), two, third)));
      Optional<Value> right =
          decided(lastTwo)
              .flatMap(two -> outcome(samples.conflict(Optional.empty(), edits.get(0), two)));
      if (left.isPresent() && right.isPresent() && !left.equals(right)) {
        refuse(
            "must be ASSOCIATIVE: third=" + third.value() + " otherwise=" + right.get(),
            firstTwo,
            left.get());
      }
    }
  }

  @Test
  void anEditBeatsWhatTheValueBeforeItHasBeaten() {
    SampleConflicts samples = samples();
    for (int tries = 0; promises(PolicyLaw.CAUSAL) && tries < TRIES; tries++) {
      List<Edit> edits = samples.edits();
      Edit beaten = edits.get(0);
      FieldConflict first = samples.conflict(Optional.empty(), beaten, edits.get(1));
      Edit later = samples.madeOn(edits.get(1), edits.get(2).dot().system());
      FieldConflict again = samples.conflict(Optional.empty(), beaten, later);
      if (resolve(first) instanceof Resolution.TakeIncoming
          && resolve(again) instanceof Resolution.KeepHead
          && !later.value().equals(beaten.value())) {
        refuse("must be CAUSAL: beaten by=" + edits.get(1).value(), again, resolve(again));
      }
    }
  }

  private boolean promises(PolicyLaw law) {
    return laws().contains(law);
  }

  /** The value that is agreed then; empty where a person is asked. */
  private Optional<Value> outcome(FieldConflict conflict) {
    return decided(conflict).map(Edit::value);
  }

  private Optional<Edit> decided(FieldConflict conflict) {
    Resolution answer = resolve(conflict);
    assertThat(answer).as(SampleConflicts.text(conflict)).isNotNull();
    return answer.match(new Deciding(conflict));
  }

  /** What each answer makes the agreed value, as a hub does it. */
  private record Deciding(FieldConflict conflict) implements Resolution.Cases<Optional<Edit>> {

    @Override
    public Optional<Edit> takeIncoming(Resolution.TakeIncoming resolution) {
      return Optional.of(conflict.incoming());
    }

    @Override
    public Optional<Edit> keepHead(Resolution.KeepHead resolution) {
      return Optional.of(conflict.head());
    }

    @Override
    public Optional<Edit> merged(Resolution.Merged resolution) {
      Stamp head = conflict.head().stamp();
      Stamp incoming = conflict.incoming().stamp();
      Stamp later = head.compareTimes(incoming) > 0 ? head : incoming;
      return Optional.of(
          new Edit(
              resolution.value(),
              new Dot(HUB, 1),
              new Stamp(later.timeMicros(), later.n() + 1, HUB)));
    }

    @Override
    public Optional<Edit> hold(Resolution.Hold resolution) {
      return Optional.empty();
    }
  }
}
