package io.syncline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistersTest {

  private static Register register(String text) {
    SystemId crm = new SystemId("crm");
    return new Register(Value.of(text), new Dot(crm, 1), new Stamp(0, 0, crm));
  }

  @Test
  void orderDoesNotMatterToEquality() {
    Registers one = Registers.of(List.of("a", "b"), register("1"), register("2"));
    Registers other = Registers.of(List.of("b", "a"), register("2"), register("1"));

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(other.with("a", register("3")));
    assertThat(one).isNotEqualTo(Registers.of("a", register("1")));
  }

  @Test
  void aKnownNameKeepsItsPlace() {
    Registers one = Registers.of(List.of("a", "b"), register("1"), register("2"));

    assertThat(one.with("a", register("3")).names()).containsExactly("a", "b");
    assertThat(one.with("c", register("3")).names()).containsExactly("a", "b", "c");
    assertThat(one.with("a", register("1"))).isSameAs(one);
    assertThat(one.get("c")).isEmpty();
  }

  @Test
  void namesAndRegistersMustMatch() {
    assertThatThrownBy(() -> Registers.of(List.of("a", "b"), register("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be as many registers as names: names=[a, b] count=1");
  }
}
