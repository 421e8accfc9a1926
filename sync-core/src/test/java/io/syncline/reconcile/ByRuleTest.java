package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Life;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeleteConflict;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.reconcile.policy.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a policy says of conflicts that are held. */
class ByRuleTest {

  private final List<FieldConflict> asked = new ArrayList<>();
  private final List<DeleteConflict> askedOfDeletes = new ArrayList<>();
  private Customers customers =
      new Customers(rules -> rules.onConflict(ConflictPolicy.holdForReview()));

  private Optional<Choice> choice(String register, ConflictPolicy policy) {
    ConflictPolicy listening =
        conflict -> {
          asked.add(conflict);
          return policy.resolve(conflict);
        };
    return customers.reconciler.choice(customers.state, ERP, register, listening);
  }

  private Optional<Choice> choice(DeletePolicy policy) {
    DeletePolicy listening =
        conflict -> {
          askedOfDeletes.add(conflict);
          return policy.resolve(conflict);
        };
    return customers.reconciler.choice(customers.state, ERP, listening);
  }

  private void holdName() {
    customers.look(CRM, row("b", "a", "a"), 5);
    customers.look(ERP, row("c", "a", "a"), 6);
  }

  private void holdAddress() {
    customers =
        new Customers(
            rules ->
                rules
                    .group("address", List.of("street", "city"))
                    .onConflict("address", ConflictPolicy.holdForReview()));
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.look(ERP, row("a", "s", "a"), 6);
  }

  @Test
  void whatThePolicyTakesKeepsOrHoldsIsTheChoice() {
    holdName();

    assertThat(choice("name", ConflictPolicy.takeIncoming())).contains(Choice.incoming());
    assertThat(choice("name", ConflictPolicy.keepHead())).contains(Choice.head());
    assertThat(choice("name", ConflictPolicy.holdForReview())).isEmpty();
  }

  @Test
  void thePolicyIsAskedAboutTheTwoEditsAndWhatWasAgreedBefore() {
    holdName();
    Register head = customers.state.head().require("name");
    HeldConflict held = customers.holding(ERP).held().get("name");

    choice("name", ConflictPolicy.lastWriter());

    FieldConflict conflict = asked.get(0);
    assertThat(conflict.field()).isEqualTo("name");
    assertThat(conflict.base()).contains(Value.of("a"));
    assertThat(conflict.head().value()).isEqualTo(Value.of("b"));
    assertThat(conflict.head().dot()).isEqualTo(head.dot());
    assertThat(conflict.head().stamp()).isEqualTo(head.stamp());
    assertThat(conflict.incoming().value()).isEqualTo(Value.of("c"));
    assertThat(conflict.incoming().dot()).isEqualTo(held.dot());
    assertThat(conflict.incoming().stamp()).isEqualTo(held.stamp());
  }

  @Test
  void aMergeIntoOneOfTheTwoValuesTakesThatOne() {
    holdName();

    assertThat(choice("name", conflict -> Resolution.merged(Value.of("b"))))
        .contains(Choice.head());
    assertThat(choice("name", conflict -> Resolution.merged(Value.of("c"))))
        .contains(Choice.incoming());
    assertThat(choice("name", conflict -> Resolution.merged(Value.of("d"))))
        .contains(Choice.another(Value.of("d")));
  }

  @Test
  void aMergeThatTheFieldCannotTakeIsNoChoice() {
    holdName();

    assertThat(choice("name", conflict -> Resolution.merged(Value.of(7)))).isEmpty();
  }

  @Test
  void aGroupIsAskedAboutAsOne() {
    holdAddress();

    assertThat(choice("street", ConflictPolicy.takeIncoming())).contains(Choice.incoming());

    FieldConflict conflict = asked.get(0);
    assertThat(conflict.field()).isEqualTo("address");
    assertThat(conflict.base().orElseThrow()).hasToString("{street=a, city=a}");
    assertThat(conflict.head().value()).hasToString("{street=a, city=c}");
    assertThat(conflict.incoming().value()).hasToString("{street=s, city=a}");
    assertThat(conflict.incoming().dot())
        .isEqualTo(customers.holding(ERP).held().get("street").dot());
  }

  @Test
  void aMergeIsNoChoiceForAGroup() {
    holdAddress();

    assertThat(choice("street", conflict -> Resolution.merged(conflict.head().value()))).isEmpty();
  }

  @Test
  void aDeleteThatMetEditsIsDecidedAboutTheEditsOfOthers() {
    customers.look(CRM, row("a", "a", "c"), 5);
    customers.take(ERP, Observation.gone().read(customers.count));

    assertThat(choice(DeletePolicy.updateWins())).contains(Choice.head());
    assertThat(choice(DeletePolicy.deleteWins())).contains(Choice.incoming());
    assertThat(choice(DeletePolicy.holdForReview())).isEmpty();

    DeleteConflict conflict = askedOfDeletes.get(0);
    assertThat(conflict.system()).isEqualTo(ERP);
    assertThat(conflict.head().value()).isEqualTo(Life.ALIVE);
    assertThat(conflict.incoming().value()).isEqualTo(Life.DELETED);
    assertThat(conflict.registers()).containsExactlyElementsOf(Customers.FIELDS);
  }

  @Test
  void anEditThatMetADeleteIsDecidedAboutTheEditsOfTheSystem() {
    customers.take(CRM, Observation.gone().read(customers.count));
    customers.look(ERP, row("a", "a", "e"), 6);

    assertThat(choice(DeletePolicy.updateWins())).contains(Choice.incoming());
    assertThat(choice(DeletePolicy.deleteWins())).contains(Choice.head());

    DeleteConflict conflict = askedOfDeletes.get(0);
    assertThat(conflict.head().value()).isEqualTo(Life.DELETED);
    assertThat(conflict.incoming().value()).isEqualTo(Life.ALIVE);
    assertThat(conflict.registers()).containsExactly("city");
  }

  @Test
  void whatIsNotHeldHasNoChoice() {
    assertThatThrownBy(() -> choice("name", ConflictPolicy.keepHead()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be held: system=erp register=name");
    assertThatThrownBy(() -> choice(DeletePolicy.updateWins()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be held: system=erp register=$life");
  }
}
