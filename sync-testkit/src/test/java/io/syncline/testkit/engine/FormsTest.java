package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.SyncReport;
import io.syncline.mapping.FieldMapping;
import io.syncline.mapping.Lenses;
import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.testkit.fixture.Effect;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Systems that show other forms of one value: lossy columns, phone numbers, decimals as text. */
class FormsTest {

  private static TableShape byValues(TableShape shape) {
    return shape
        .versions(Versions.NONE)
        .preconditions(PreconditionKind.ABSENT, PreconditionKind.FIELDS)
        .idempotency(Idempotency.NATURAL);
  }

  @Test
  void lossyColumnsDoNotLoop() {
    for (boolean reports : new boolean[] {false, true}) {
      World world =
          new World()
              .with("crm")
              .with(
                  "erp",
                  shape -> {
                    TableShape lossy = byValues(shape).cut("name", 5).scale("balance", 2);
                    return reports ? lossy.reportsShown() : lossy;
                  },
                  FieldMapping.of("name", "name", Lenses.cut(5)),
                  FieldMapping.of("email", "email"),
                  FieldMapping.of("balance", "balance", Lenses.scale(2)));
      MemoryTable crm = world.table("crm");
      crm.put(
          "c1",
          Map.of("name", "Annabella", "email", "1@x.org", "balance", new BigDecimal("1.2345")));
      world.settle();

      crm.change("c1", "name", "Annabelle");
      SyncReport report = world.settle();

      assertThat(report.counts().writes()).isZero();
      assertThat(crm.show("c1", "name")).isEqualTo("Annabelle");
      assertThat(crm.show("c1", "balance")).isEqualTo("1.2345");
      assertThat(world.table("erp").keysWhere("name", "Annab")).hasSize(1);
      world.assertQuiet();
    }
  }

  @Test
  void anUndeclaredLossComesBackAsOneEditAndDoesNotLoop() {
    World world =
        new World()
            .with("crm")
            .with("erp", shape -> shape.cut("name", 5))
            .rules(rules -> rules.onConflict(ConflictPolicy.prefer(new SystemId("crm"))));
    world.table("crm").put("c1", Map.of("name", "Annabella", "email", "1@x.org"));

    world.sync();
    world.sync();

    assertThat(world.effects()).isLessThan(8);
    world.assertQuiet();
  }

  @Test
  void aColumnThatReportsWhatItStoredDoesNotLoop() {
    World world = new World().with("crm").with("erp", shape -> shape.cut("name", 5).reportsShown());
    world.table("crm").put("c1", Map.of("name", "Annabella", "email", "1@x.org"));

    world.settle();

    assertThat(world.table("crm").show("c1", "name")).isEqualTo("Annabella");
    world.assertQuiet();
  }

  @Test
  void preconditionsByValueUseTheFormsThatTheSystemShows() {
    World world =
        new World()
            .with("crm")
            .with(
                "erp",
                FormsTest::byValues,
                FieldMapping.of("name", "full_name", Lenses.trim()),
                FieldMapping.of("email", "email"),
                FieldMapping.of("phone", "tel", Lenses.phone("CN")),
                FieldMapping.of("balance", "credit", Lenses.decimalText()));
    MemoryTable erp = world.table("erp");
    erp.put(
        "e1",
        Map.of(
            "full_name", " Ann ", "email", "1@x.org", "tel", "138 1234 5678", "credit", "12.50"));
    world.settle();
    MemoryTable crm = world.table("crm");
    String key = crm.all().keySet().iterator().next();
    assertThat(crm.show(key, "phone")).isEqualTo("+8613812345678");
    assertThat(crm.show(key, "balance")).isEqualTo("12.5");

    crm.change(key, "balance", new BigDecimal("13"));
    crm.change(key, "phone", "+8613812345679");
    SyncReport report = world.settle();

    assertThat(report.counts().writes()).isEqualTo(1);
    assertThat(report.counts().total(io.syncline.engine.Counted.STALE)).isZero();
    assertThat(erp.effects())
        .singleElement()
        .extracting(Effect::fields)
        .satisfies(fields -> assertThat(fields.names()).containsExactlyInAnyOrder("tel", "credit"));
    assertThat(erp.show("e1", "credit")).isEqualTo("13.00");
    assertThat(erp.show("e1", "full_name")).isEqualTo(" Ann ");
    crm.change(key, "phone", "+8613812345670");
    crm.remove(key);
    world.settle();
    assertThat(erp.all()).isEmpty();
    world.assertQuiet();
  }
}
