package io.syncline.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.SystemId;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VersionVectorTest {

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
}
