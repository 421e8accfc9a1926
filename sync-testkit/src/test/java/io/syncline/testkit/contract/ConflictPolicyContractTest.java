package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.FieldType;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.reconcile.policy.Resolution;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The contract finds what is wrong. */
class ConflictPolicyContractTest {

  abstract static class OfAWrongPolicy extends ConflictPolicyContract {
    private final ConflictPolicy policy;
    private final Set<PolicyLaw> laws = EnumSet.noneOf(PolicyLaw.class);

    OfAWrongPolicy(ConflictPolicy policy, PolicyLaw... laws) {
      this.policy = policy;
      this.laws.addAll(Set.of(laws));
    }

    @Override
    protected ConflictPolicy policy() {
      return policy;
    }

    @Override
    protected FieldType type() {
      return FieldType.integer();
    }

    @Override
    protected Set<PolicyLaw> laws() {
      return laws;
    }
  }

  private static Resolution sum(FieldConflict conflict) {
    return Resolution.merged(
        Value.of(((Value.Int) conflict.head().value()).value() + number(conflict)));
  }

  private static long number(FieldConflict conflict) {
    return conflict.incoming().value() instanceof Value.Int number ? number.value() : 0;
  }

  private static void requireOnly(Class<?> contract, String promise, String why) {
    Map<String, String> broken = BrokenPromises.why(contract);

    assertThat(broken.keySet()).as(broken.toString()).containsExactly(promise);
    assertThat(broken.get(promise)).contains(why).endsWith(" seed=1");
  }

  static class OfOneThatThrows extends OfAWrongPolicy {
    OfOneThatThrows() {
      super(ConflictPolicyContractTest::sum);
    }
  }

  @Test
  void aPolicyThatThrowsIsFound() {
    assertThat(BrokenPromises.why(OfOneThatThrows.class))
        .hasEntrySatisfying(
            "everyConflictHasAnAnswer()",
            why ->
                assertThat(why)
                    .startsWith("must answer, not throw: base=")
                    .contains("answer=java.lang.ClassCastException"));
  }

  static class OfOneThatAnswersInTurn extends OfAWrongPolicy {
    private static final AtomicInteger CALLS = new AtomicInteger();

    OfOneThatAnswersInTurn() {
      super(
          conflict ->
              CALLS.incrementAndGet() % 2 == 0 ? Resolution.keepHead() : Resolution.takeIncoming());
    }
  }

  @Test
  void aPolicyThatRemembersIsFound() {
    requireOnly(
        OfOneThatAnswersInTurn.class,
        "theAnswerDependsOnTheConflictAlone()",
        "must answer the same again, whatever came before: then=");
  }

  static class OfOneThatMergesToText extends OfAWrongPolicy {
    OfOneThatMergesToText() {
      super(conflict -> Resolution.merged(Value.of("both")));
    }
  }

  @Test
  void aPolicyThatMergesToWhatDoesNotFitIsFound() {
    requireOnly(
        OfOneThatMergesToText.class,
        "whatIsMergedFitsTheField()",
        "must be integer, not TEXT: value=both: base=");
  }

  static class OfOneThatHoldsUnsaid extends OfAWrongPolicy {
    OfOneThatHoldsUnsaid() {
      super(conflict -> Resolution.hold(" "));
    }
  }

  @Test
  void aPolicyThatHoldsWithoutAReasonIsFound() {
    requireOnly(
        OfOneThatHoldsUnsaid.class,
        "whatIsHeldSaysWhy()",
        "must say why it holds, for the person who decides: base=");
  }

  static class OfOneThatKeepsTheHead extends OfAWrongPolicy {
    OfOneThatKeepsTheHead() {
      super(ConflictPolicy.keepHead(), PolicyLaw.SYMMETRIC);
    }
  }

  @Test
  void aPolicyThatIsNotSymmetricIsFound() {
    requireOnly(
        OfOneThatKeepsTheHead.class,
        "whicheverIsSeenFirstTheOutcomeIsTheSame()",
        "must be SYMMETRIC: swapped=KeepHead[]: base=none head=");
  }

  static class OfOneThatCountsOn extends OfAWrongPolicy {
    OfOneThatCountsOn() {
      super(conflict -> Resolution.merged(Value.of(number(conflict) + 1)), PolicyLaw.IDEMPOTENT);
    }
  }

  @Test
  void aPolicyThatIsNotIdempotentIsFound() {
    requireOnly(
        OfOneThatCountsOn.class, "equalValuesStayAsTheyAre()", "must be IDEMPOTENT: base=none");
  }

  static class OfAMean extends OfAWrongPolicy {
    OfAMean() {
      super(OfAMean::mean, PolicyLaw.SYMMETRIC, PolicyLaw.IDEMPOTENT, PolicyLaw.ASSOCIATIVE);
    }

    private static Resolution mean(FieldConflict conflict) {
      return conflict.head().value() instanceof Value.Int head
              && conflict.incoming().value() instanceof Value.Int incoming
          ? Resolution.merged(
              Value.of(
                  (head.value() >> 1)
                      + (incoming.value() >> 1)
                      + (head.value() & incoming.value() & 1)))
          : Resolution.hold("a mean needs two numbers");
    }
  }

  @Test
  void aMeanIsNotAssociative() {
    requireOnly(
        OfAMean.class, "whichTwoMeetFirstMakesNoDifference()", "must be ASSOCIATIVE: third=");
  }

  static class OfARanking extends OfAWrongPolicy {
    OfARanking() {
      super(ConflictPolicy.prefer(new SystemId("crm"), new SystemId("erp")), PolicyLaw.CAUSAL);
    }
  }

  @Test
  void aRankingIsNotCausal() {
    requireOnly(
        OfARanking.class,
        "anEditBeatsWhatTheValueBeforeItHasBeaten()",
        "must be CAUSAL: beaten by=");
  }
}
