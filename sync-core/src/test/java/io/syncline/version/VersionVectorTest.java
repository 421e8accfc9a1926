package io.syncline.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.SystemId;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VersionVectorTest {

  private static final SystemId CRM = new SystemId("crm");
  private static final SystemId ERP = new SystemId("erp");

  @Provide
  Arbitrary<VersionVector> vectors() {
    Arbitrary<SystemId> systems = Arbitraries.of("crm", "erp", "web").map(SystemId::new);
    return Arbitraries.maps(systems, Arbitraries.longs().between(1, 4))
        .map(counters -> new VersionVector(new TreeMap<>(Map.copyOf(counters))));
  }

  @Property
  void joinIsCommutative(
      @ForAll("vectors") VersionVector one, @ForAll("vectors") VersionVector other) {
    assertThat(one.join(other)).isEqualTo(other.join(one));
  }

  @Property
  void joinIsAssociative(
      @ForAll("vectors") VersionVector one,
      @ForAll("vectors") VersionVector other,
      @ForAll("vectors") VersionVector third) {
    assertThat(one.join(other).join(third)).isEqualTo(one.join(other.join(third)));
  }

  @Property
  void joinIsIdempotentAndTakesAllIn(
      @ForAll("vectors") VersionVector one, @ForAll("vectors") VersionVector other) {
    VersionVector joined = one.join(other);

    assertThat(one.join(one)).isEqualTo(one);
    assertThat(joined.join(other)).isEqualTo(joined);
    one.counters()
        .forEach(
            (system, counter) -> assertThat(joined.contains(new Dot(system, counter))).isTrue());
  }

  @Property
  void theNextEventIsNewUntilItIsTakenIn(@ForAll("vectors") VersionVector one) {
    Dot next = one.next(new SystemId("crm"));

    assertThat(one.contains(next)).isFalse();
    assertThat(one.with(next).contains(next)).isTrue();
    assertThat(one.with(next).with(next)).isEqualTo(one.with(next));
  }

  @Test
  void whatIsNotNamedCountsAsZero() {
    VersionVector vector = VersionVector.empty().with(new Dot(CRM, 2));

    assertThat(vector.counter(CRM)).isEqualTo(2);
    assertThat(vector.counter(ERP)).isZero();
    assertThat(vector.next(ERP)).isEqualTo(new Dot(ERP, 1));
    assertThat(vector.contains(new Dot(CRM, 2))).isTrue();
    assertThat(vector.contains(new Dot(CRM, 3))).isFalse();
  }

  @Test
  void whatIsContainedChangesNothing() {
    VersionVector vector = VersionVector.empty().with(new Dot(CRM, 2));

    assertThat(vector.with(new Dot(CRM, 1))).isEqualTo(vector);
    assertThat(vector.with(new Dot(CRM, 5)).counters()).containsOnly(Map.entry(CRM, 5L));
  }

  @Test
  void aSystemThatLeftIsForgottenAndTheOthersAreNot() {
    VersionVector vector = VersionVector.empty().with(new Dot(CRM, 2)).with(new Dot(ERP, 3));

    assertThat(vector.without(CRM).counters()).containsOnly(Map.entry(ERP, 3L));
    assertThat(vector.without(CRM).without(CRM)).isEqualTo(vector.without(CRM));
  }

  @Test
  void noCounterIsLessThanOne() {
    TreeMap<SystemId, Long> counters = new TreeMap<>(Map.of(CRM, 1L, ERP, 0L));

    assertThat(new VersionVector(new TreeMap<>(Map.of(CRM, 1L))).counter(CRM)).isEqualTo(1);
    assertThatThrownBy(() -> new VersionVector(counters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be >= 1: system=erp counter=0");
  }
}
