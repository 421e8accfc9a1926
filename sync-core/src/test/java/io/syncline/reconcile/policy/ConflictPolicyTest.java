package io.syncline.reconcile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.FieldType;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConflictPolicyTest {

  private static final SystemId CRM = new SystemId("crm");
  private static final SystemId ERP = new SystemId("erp");

  /** The head was set by crm at 5, the incoming edit by erp at {@code time}. */
  private static FieldConflict conflict(
      FieldType type, Optional<Value> base, Value head, Value incoming, long time) {
    return new FieldConflict(
        "field",
        type,
        base,
        new Edit(head, new Dot(CRM, 2), new Stamp(5, 0, CRM)),
        new Edit(incoming, new Dot(ERP, 1), new Stamp(time, 0, ERP)));
  }

  private static FieldConflict numbers(Value base, Value head, Value incoming) {
    return conflict(FieldType.integer(), Optional.of(base), head, incoming, 6);
  }

  private static FieldConflict texts(long time) {
    return conflict(
        FieldType.text(), Optional.of(Value.of("a")), Value.of("h"), Value.of("i"), time);
  }

  @Test
  void lastWriterTakesTheLaterStamp() {
    assertThat(ConflictPolicy.lastWriter().resolve(texts(6))).isEqualTo(Resolution.takeIncoming());
    assertThat(ConflictPolicy.lastWriter().resolve(texts(4))).isEqualTo(Resolution.keepHead());
    assertThat(ConflictPolicy.lastWriter().resolve(texts(5))).isEqualTo(Resolution.takeIncoming());
  }

  @Test
  void preferTakesTheSystemNamedEarlier() {
    assertThat(ConflictPolicy.prefer(ERP, CRM).resolve(texts(1)))
        .isEqualTo(Resolution.takeIncoming());
    assertThat(ConflictPolicy.prefer(CRM).resolve(texts(9))).isEqualTo(Resolution.keepHead());
    assertThat(ConflictPolicy.prefer().resolve(texts(9))).isEqualTo(Resolution.keepHead());
  }

  @Test
  void authorityTakesItsOwn() {
    assertThat(ConflictPolicy.authority(ERP).resolve(texts(1)))
        .isEqualTo(Resolution.takeIncoming());
    assertThat(ConflictPolicy.authority(CRM).resolve(texts(9))).isEqualTo(Resolution.keepHead());
  }

  @Test
  void greatestAndLeastCompareAndAnyValueBeatsNull() {
    FieldConflict up = numbers(Value.of(1), Value.of(2), Value.of(10));

    assertThat(ConflictPolicy.greatest().resolve(up)).isEqualTo(Resolution.takeIncoming());
    assertThat(ConflictPolicy.least().resolve(up)).isEqualTo(Resolution.keepHead());
    for (ConflictPolicy policy : List.of(ConflictPolicy.greatest(), ConflictPolicy.least())) {
      assertThat(policy.resolve(numbers(Value.of(1), Value.NULL, Value.of(3))))
          .isEqualTo(Resolution.takeIncoming());
      assertThat(policy.resolve(numbers(Value.of(1), Value.of(3), Value.NULL)))
          .isEqualTo(Resolution.keepHead());
    }
  }

  @Test
  void unionTakesAllElements() {
    FieldType type = FieldType.setOf(FieldType.text());
    Value x = Value.set(List.of(Value.of("x")));
    Value y = Value.set(List.of(Value.of("y")));

    assertThat(ConflictPolicy.union().resolve(conflict(type, Optional.empty(), x, y, 6)))
        .isEqualTo(Resolution.merged(Value.set(List.of(Value.of("x"), Value.of("y")))));
    assertThat(ConflictPolicy.union().resolve(conflict(type, Optional.empty(), Value.NULL, y, 6)))
        .isEqualTo(Resolution.merged(y));
    assertThat(
            ConflictPolicy.union()
                .resolve(conflict(type, Optional.empty(), Value.NULL, Value.NULL, 6)))
        .isEqualTo(Resolution.keepHead());
    assertThat(ConflictPolicy.union().resolve(texts(6)))
        .isEqualTo(Resolution.hold("only sets have a union: field=field"));
  }

  @Test
  void sumOfDeltasCountsBothChanges() {
    ConflictPolicy sum = ConflictPolicy.sumOfDeltas();

    assertThat(sum.resolve(numbers(Value.of(10), Value.of(13), Value.of(8))))
        .isEqualTo(Resolution.merged(Value.of(11)));
    assertThat(
            sum.resolve(
                conflict(
                    FieldType.decimal(12, 2),
                    Optional.of(Value.of(new BigDecimal("1.50"))),
                    Value.of(new BigDecimal("2.00")),
                    Value.of(new BigDecimal("1.25")),
                    6)))
        .isEqualTo(Resolution.merged(Value.of(new BigDecimal("1.75"))));
  }

  @Test
  void sumOfDeltasHoldsWhatHasNoSum() {
    ConflictPolicy sum = ConflictPolicy.sumOfDeltas();

    assertThat(
            sum.resolve(
                conflict(FieldType.integer(), Optional.empty(), Value.of(1), Value.of(2), 6)))
        .isEqualTo(
            Resolution.hold("no sum of both changes: field=field base=none head=1 incoming=2"));
    assertThat(sum.resolve(numbers(Value.of(1), Value.NULL, Value.of(2))))
        .isInstanceOf(Resolution.Hold.class);
    assertThat(sum.resolve(numbers(Value.of(0), Value.of(Long.MAX_VALUE), Value.of(1))))
        .isInstanceOf(Resolution.Hold.class);
    assertThat(
            sum.resolve(
                conflict(
                    FieldType.decimal(2, 0),
                    Optional.of(Value.of(new BigDecimal("0"))),
                    Value.of(new BigDecimal("60")),
                    Value.of(new BigDecimal("60")),
                    6)))
        .isInstanceOf(Resolution.Hold.class);
  }

  @Test
  void constantsAnswerAlike() {
    assertThat(ConflictPolicy.keepHead().resolve(texts(9))).isEqualTo(Resolution.keepHead());
    assertThat(ConflictPolicy.takeIncoming().resolve(texts(1)))
        .isEqualTo(Resolution.takeIncoming());
    assertThat(ConflictPolicy.holdForReview().resolve(texts(1)))
        .isEqualTo(Resolution.hold("held for review: field=field"));
  }

  @Test
  void orElseIsAskedAboutWhatIsHeld() {
    ConflictPolicy policy = ConflictPolicy.sumOfDeltas().orElse(ConflictPolicy.lastWriter());

    assertThat(policy.resolve(texts(9))).isEqualTo(Resolution.takeIncoming());
    assertThat(policy.resolve(numbers(Value.of(1), Value.of(2), Value.of(3))))
        .isEqualTo(Resolution.merged(Value.of(4)));
  }

  @Test
  void betweenEqualsTheHeadStays() {
    Edit edit = new Edit(Value.of(3), new Dot(CRM, 1), new Stamp(5, 0, CRM));
    FieldConflict equal =
        new FieldConflict("field", FieldType.integer(), Optional.empty(), edit, edit);

    for (ConflictPolicy policy :
        List.of(
            ConflictPolicy.lastWriter(),
            ConflictPolicy.greatest(),
            ConflictPolicy.least(),
            ConflictPolicy.prefer(CRM))) {
      assertThat(policy.resolve(equal)).isEqualTo(Resolution.keepHead());
    }
  }
}
