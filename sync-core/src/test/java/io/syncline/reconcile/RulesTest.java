package io.syncline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.ConflictPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {

  @Test
  void everyMistakeIsNamedWithItsPath() {
    RulesBuilder rules =
        Customers.rules()
            .group("address", List.of("street", "town"))
            .onConflict("street", ConflictPolicy.keepHead())
            .authority("phone", new SystemId("pbx"))
            .system(
                SystemRules.of(
                    new SystemId("web"), List.of("name", "street"), SystemRules.Versions.NONE));

    assertThatThrownBy(rules::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "entities.customer.groups.address: must name fields of the schema: field=town")
        .hasMessageContaining(
            "entities.customer.groups.address: must be decided as one, not by field: field=street")
        .hasMessageContaining(
            "entities.customer.fields.phone: must be a field of the schema or a group")
        .hasMessageContaining(
            "entities.customer.fields.phone.authority: must be a system of the entity: system=pbx")
        .hasMessageContaining(
            "entities.customer.in.web: must map all of a group or none: group=address");
  }

  @Test
  void registersAreTheFieldsAndLife() {
    assertThat(Customers.rules().build().registers())
        .containsExactly("name", "street", "city", Registers.LIFE);
  }
}
