package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import io.syncline.testkit.fixture.MemoryTable;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A system that is to have some records only. */
class ScopeTest {

  private final World world =
      World.two()
          .with("shop")
          .only("erp", row -> row.get("phone").equals(Optional.of(Value.of("CN"))));
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");
  private final MemoryTable shop = world.table("shop");

  private void customers() {
    crm.put("c1", Map.of("name", "Ann", "email", "ann@x.org", "phone", "CN"));
    crm.put("c2", Map.of("name", "Bob", "email", "bob@x.org", "phone", "DE"));
    world.settle();
  }

  @Test
  void onlyWhatIsInScopeIsMadeThere() {
    customers();

    assertThat(erp.all()).hasSize(1);
    assertThat(erp.keysWhere("name", "Ann")).hasSize(1);
    assertThat(shop.all()).hasSize(2);
    world.assertQuiet();
  }

  @Test
  void whatComesIntoScopeIsMade() {
    customers();

    crm.change("c2", "phone", "CN");
    world.settle();

    assertThat(erp.keysWhere("name", "Bob")).hasSize(1);
    world.assertAgreement();
  }

  @Test
  void whatLeavesTheScopeIsNeitherDeletedNorForgotten() {
    customers();

    crm.change("c1", "phone", "DE");
    world.settle();
    crm.change("c1", "name", "Anna");
    world.settle();
    erp.change(erp.keysWhere("name", "Anna").get(0), "balance", "3");
    world.settle();

    assertThat(erp.all()).hasSize(1);
    assertThat(crm.show("c1", "balance")).isEqualTo("3");
    world.assertQuiet();
  }

  @Test
  void whatASystemBringsByItselfIsTakenWhateverItsScope() {
    customers();

    erp.put("e9", Map.of("name", "Cid", "email", "cid@x.org", "phone", "FR"));
    world.settle();

    assertThat(crm.keysWhere("name", "Cid")).hasSize(1);
    assertThat(shop.all()).hasSize(3);
  }
}
