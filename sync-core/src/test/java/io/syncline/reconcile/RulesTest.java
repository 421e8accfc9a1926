package io.syncline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.SystemId;
import io.syncline.reconcile.SystemRules.Condition;
import io.syncline.reconcile.SystemRules.Versions;
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

  @Test
  void everyMistakeOfAGroupIsNamed() {
    RulesBuilder rules =
        Customers.rules()
            .group("name", List.of("street", "city"))
            .group("lines", List.of("city", "name"))
            .group("lines", List.of("city"))
            .onFirstContact("city", ConflictPolicy.keepHead())
            .authority("street", Customers.ERP);

    assertThatThrownBy(rules::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entities.customer.groups.name: must not have the name of a field")
        .hasMessageContaining("entities.customer.groups.lines: must be declared once")
        .hasMessageContaining("entities.customer.groups.lines: must have two fields: fields=[city]")
        .hasMessageContaining(
            "entities.customer.groups.lines: must not share a field with another group:"
                + " field=city")
        .hasMessageContaining(
            "entities.customer.groups.name: must be decided as one, not by field: field=street")
        .hasMessageContaining(
            "entities.customer.groups.lines: must be decided as one, not by field: field=city");
  }

  @Test
  void everyMistakeOfASystemIsNamed() {
    SystemId web = new SystemId("web");
    SystemRules mapped = SystemRules.of(web, List.of("name", "zip"), Versions.NONE);
    RulesBuilder rules =
        Customers.rules()
            .system(mapped.writing(List.of("city")).creating(List.of("street")))
            .system(mapped)
            .system(SystemRules.of(Customers.HUB, List.of("name"), Versions.NONE));

    assertThatThrownBy(rules::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entities.customer.in.web: must be declared once")
        .hasMessageContaining("entities.customer.in.web: must map fields of the schema: field=zip")
        .hasMessageContaining("entities.customer.in.hub: must not have the id of the hub");
    assertThatThrownBy(
            () ->
                Customers.rules()
                    .system(
                        SystemRules.of(web, List.of("name"), Versions.NONE)
                            .writing(List.of("city"))
                            .creating(List.of("street")))
                    .build())
        .hasMessageContaining(
            "entities.customer.in.web: must be mapped to be created: field=street")
        .hasMessageContaining("entities.customer.in.web: must be mapped to be written: field=city");
  }

  @Test
  void aSystemWritesAllOfAGroupOrNone() {
    RulesBuilder rules =
        Customers.rules()
            .group("address", List.of("street", "city"))
            .system(
                SystemRules.of(new SystemId("web"), Customers.FIELDS, Versions.NONE)
                    .writing(List.of("name", "city")));

    assertThatThrownBy(rules::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("entities.customer.in.web: must write all of a group or none: group=address");
  }

  @Test
  void aSystemWithoutVersionsIsWrittenOnValues() {
    SystemId web = new SystemId("web");

    assertThat(SystemRules.of(web, Customers.FIELDS, Versions.NONE).condition())
        .isEqualTo(Condition.VALUES);
    for (Versions versions : List.of(Versions.OPAQUE, Versions.ORDERED)) {
      SystemRules rules = SystemRules.of(web, Customers.FIELDS, versions);
      assertThat(rules.condition()).isEqualTo(Condition.TOKEN);
      assertThat(rules.writesByToken()).isTrue();
      assertThat(rules.conditionOn(Condition.VALUES).writesByToken()).isFalse();
    }
    assertThat(
            SystemRules.of(web, Customers.FIELDS, Versions.NONE)
                .conditionOn(Condition.TOKEN)
                .writesByToken())
        .isFalse();
  }

  @Test
  void aNameThatIsNoSystemOrFieldIsRefused() {
    Rules rules = Customers.rules().build();

    assertThatThrownBy(() -> rules.system(new SystemId("web")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a system of the entity: entity=customer system=web");
    assertThatThrownBy(() -> rules.writtenWith("zip"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a field of the entity: entity=customer field=zip");
  }
}
