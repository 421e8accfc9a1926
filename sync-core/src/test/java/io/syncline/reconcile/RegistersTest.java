package io.syncline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistersTest {

  private static final SystemId CRM = new SystemId("crm");

  private static Register register(String text) {
    return new Register(Value.of(text), new Dot(CRM, 1), new Stamp(0, 0, CRM));
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
  void othersAreLaidOverThoseOfTheSameName() {
    Registers one = Registers.of(List.of("a", "b"), register("1"), register("2"));
    Registers others = Registers.of(List.of("b", "c"), register("3"), register("4"));

    assertThat(one.withAll(others))
        .isEqualTo(
            Registers.of(List.of("a", "b", "c"), register("1"), register("3"), register("4")));
    assertThat(one.withAll(Registers.empty())).isSameAs(one);
    assertThat(Registers.empty().withAll(others)).isSameAs(others);
  }

  @Test
  void onlyThoseThatAreNamedAreKept() {
    Registers one = Registers.of(List.of("a", "b"), register("1"), register("2"));

    assertThat(one.only(List.of("b"))).isEqualTo(Registers.of("b", register("2")));
    assertThat(one.only(List.of("a", "b"))).isSameAs(one);
    assertThatThrownBy(() -> one.only(List.of("c")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a register of the record: register=c");
  }

  @Test
  void namesAndRegistersMustMatch() {
    assertThatThrownBy(() -> Registers.of(List.of("a", "b"), register("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be as many registers as names: names=[a, b] count=1");
  }

  @Test
  void hashesTellUnequalRegistersApart() {
    Registers one = Registers.of(List.of("a", "b"), register("1"), register("2"));

    assertThat(one).doesNotHaveSameHashCodeAs(one.with("a", register("3")));
    assertThat(one).doesNotHaveSameHashCodeAs(Registers.of("a", register("1")));
    assertThat(Registers.of("a", register("1")))
        .doesNotHaveSameHashCodeAs(Registers.of("b", register("1")));
    assertThat(Registers.of("a", register("1"))).doesNotHaveSameHashCodeAs(Registers.empty());
  }

  @Test
  void itReadsAsNamesValuesAndEvents() {
    Registers one = Registers.of(List.of("a", "b"), register("1"), register("2"));

    assertThat(one).hasToString("{a=1@crm:1, b=2@crm:1}");
    assertThat(Registers.empty()).hasToString("{}");
  }

  @Test
  void valuesAreThoseOfTheFieldsWithoutLife() {
    Registers one =
        Registers.of(List.of("a", Registers.LIFE), register("1"), Register.neverAlive(CRM));

    assertThat(one.values()).isEqualTo(Row.of("a", Value.of("1")));
    assertThat(one.alive()).isFalse();
  }

  @Test
  void anEventOfASystemIsNamed() {
    assertThat(Registers.of("a", register("1")).names(CRM)).isTrue();
    assertThat(Registers.of("a", register("1")).names(new SystemId("erp"))).isFalse();
    assertThat(Registers.of("a", Register.neverAlive(CRM)).names(CRM)).isFalse();
  }
}
