package io.syncline.testkit.contract;

import static io.syncline.model.FieldType.decimal;
import static io.syncline.model.FieldType.integer;
import static io.syncline.model.FieldType.setOf;
import static io.syncline.model.FieldType.text;

import io.syncline.model.FieldType;
import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.ConflictPolicy;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in policy keeps what all owe, and the laws that its comment promises. */
@ParameterizedClass
@MethodSource("policies")
class BuiltInPoliciesTest extends ConflictPolicyContract {

  private static final Set<PolicyLaw> ALL = EnumSet.allOf(PolicyLaw.class);
  private static final SystemId CRM = new SystemId("crm");
  private static final SystemId ERP = new SystemId("erp");

  private final Sample sample;

  BuiltInPoliciesTest(Sample sample) {
    this.sample = sample;
  }

  record Sample(String name, ConflictPolicy policy, FieldType type, Set<PolicyLaw> laws) {
    @Override
    public String toString() {
      return name + " of " + type;
    }
  }

  static Stream<Sample> policies() {
    Set<PolicyLaw> order =
        EnumSet.of(PolicyLaw.SYMMETRIC, PolicyLaw.IDEMPOTENT, PolicyLaw.ASSOCIATIVE);
    Set<PolicyLaw> ranked = EnumSet.of(PolicyLaw.IDEMPOTENT, PolicyLaw.ASSOCIATIVE);
    return Stream.of(
        new Sample("last writer", ConflictPolicy.lastWriter(), text(80), ALL),
        new Sample("last writer", ConflictPolicy.lastWriter(), decimal(12, 2), ALL),
        new Sample("union", ConflictPolicy.union(), setOf(text()), ALL),
        new Sample("union", ConflictPolicy.union(), text(), Set.of()),
        new Sample("greatest", ConflictPolicy.greatest(), integer(), order),
        new Sample("least", ConflictPolicy.least(), text(), order),
        new Sample("prefer", ConflictPolicy.prefer(CRM, ERP), text(), ranked),
        new Sample("authority", ConflictPolicy.authority(ERP), text(), Set.of()),
        new Sample("sum of deltas", ConflictPolicy.sumOfDeltas(), integer(), Set.of()),
        new Sample("sum of deltas", ConflictPolicy.sumOfDeltas(), decimal(4, 2), Set.of()),
        new Sample(
            "sum of deltas, else last writer",
            ConflictPolicy.sumOfDeltas().orElse(ConflictPolicy.lastWriter()),
            decimal(12, 2),
            Set.of()),
        new Sample("hold", ConflictPolicy.holdForReview(), text(), Set.of()),
        new Sample("keep head", ConflictPolicy.keepHead(), text(), ranked),
        new Sample("take incoming", ConflictPolicy.takeIncoming(), text(), ranked));
  }

  @Override
  protected ConflictPolicy policy() {
    return sample.policy();
  }

  @Override
  protected FieldType type() {
    return sample.type();
  }

  @Override
  protected Set<PolicyLaw> laws() {
    return sample.laws();
  }
}
