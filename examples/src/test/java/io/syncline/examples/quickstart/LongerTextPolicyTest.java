package io.syncline.examples.quickstart;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueOrder;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.testkit.contract.ConflictPolicyContract;
import io.syncline.testkit.contract.PolicyLaw;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/** A policy of a host's own: the longer text says more; of one length, the one that sorts later. */
class LongerTextPolicyTest extends ConflictPolicyContract {

  private static final Comparator<Value> LENGTH =
      Comparator.comparingInt((Value value) -> value.isNull() ? -1 : value.toString().length())
          .thenComparing(ValueOrder.TOTAL);

  private static Resolution longer(FieldConflict conflict) {
    return LENGTH.compare(conflict.incoming().value(), conflict.head().value()) > 0
        ? Resolution.takeIncoming()
        : Resolution.keepHead();
  }

  @Override
  protected ConflictPolicy policy() {
    return LongerTextPolicyTest::longer;
  }

  @Override
  protected FieldType type() {
    return FieldType.text(200);
  }

  @Override
  protected Set<PolicyLaw> laws() {
    return EnumSet.of(PolicyLaw.SYMMETRIC, PolicyLaw.IDEMPOTENT, PolicyLaw.ASSOCIATIVE);
  }
}
