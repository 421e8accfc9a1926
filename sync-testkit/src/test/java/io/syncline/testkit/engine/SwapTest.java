package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.testkit.fixture.Effect;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.simulation.Crash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Unique values that records hand on to each other, in a system that takes each once. */
class SwapTest {

  private final World world =
      new World()
          .with("crm")
          .with("erp", shape -> shape.unique("email"))
          .matchOn(CorrelationRule.on("name", Normaliser.lower()));
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");

  private void people(String... names) {
    for (String name : names) {
      crm.put(name, Map.of("name", name, "email", name + "@x.org"));
    }
    world.settle();
  }

  private void give(String name, String emailOf) {
    crm.change(name, "email", emailOf + "@x.org");
  }

  /** Each of four wants what the next one has. */
  private void ring() {
    people("ann", "bob", "cid", "dan");
    give("ann", "bob");
    give("bob", "cid");
    give("cid", "dan");
    give("dan", "ann");
  }

  @Test
  void twoRecordsThatChangePlacesAreWritten() {
    people("ann", "bob");
    give("ann", "bob");
    give("bob", "ann");

    world.settle();

    world.assertAgreement();
    assertThat(updates()).hasSize(3).first().asString().contains("email=null");
  }

  /** What one answer changes of a record whose own write is under way must not be lost. */
  @Test
  void aRingIsWrittenAlsoWhereEachRecordIsABatchOfItsOwn() {
    world.limits(limits -> limits.withWriteRows(1));
    ring();

    world.settle();

    world.assertAgreement();
  }

  @Test
  void aRingOfRecordsIsWrittenWithOneWriteMoreThanRecords() {
    ring();

    world.settle();

    world.assertAgreement();
    assertThat(updates()).hasSize(5);
  }

  @Test
  void aChainIsWrittenFromItsEndAndNothingMore() {
    people("ann", "bob", "cid");
    give("ann", "bob");
    give("bob", "cid");
    give("cid", "new");

    world.settle();

    world.assertAgreement();
    assertThat(updates()).hasSize(3);
  }

  @Test
  void whereAValueIsWantedAMadeUpOneStandsInForIt() {
    people("ann", "bob");
    erp.reject("email", Value::isNull, "must not be null");
    give("ann", "bob");
    give("bob", "ann");

    world.settle();

    world.assertAgreement();
    assertThat(updates()).hasSize(3).first().asString().contains("email=~syncline-");
  }

  @Test
  void whereNoneCanBeLetGoOfThatIsSaid() {
    people("ann", "bob");
    erp.reject(
        "email", value -> !value.toString().endsWith("@x.org"), "must be an address of ours");
    give("ann", "bob");
    give("bob", "ann");

    world.sync();

    assertThat(world.journal().toString())
        .contains("unique values change places, and none can be let go of first: E-email");
    assertThat(erp.keysWhere("email", "ann@x.org")).hasSize(1);
    assertThat(erp.keysWhere("email", "bob@x.org")).hasSize(1);
  }

  @Test
  void aValueThatIsTakenByWhatIsNoRecordIsRefusedOnce() {
    people("ann", "bob");
    erp.put("x1", Map.of("name", "ANN", "email", "zoe@x.org"));
    world.settle();
    assertThat(world.parked("erp")).hasSize(1);
    int effects = world.effects();
    give("bob", "zoe");

    world.settle();

    assertThat(world.effects()).isEqualTo(effects);
    assertThat(world.journal().toString())
        .contains("duplicate: what it meets is linked to no record: key=x1");
  }

  @Test
  void anEditOnTopOfTheValueInBetweenIsAConflictNotAnEcho() {
    people("ann", "bob");
    give("ann", "bob");
    give("bob", "ann");
    String key = erp.keysWhere("name", "ann").get(0);
    String other = erp.keysWhere("name", "bob").get(0);
    world.crashes.meanwhile(
        point -> {
          for (String each : List.of(key, other)) {
            if (erp.show(each, "email").equals("null")) {
              erp.change(each, "email", "mine@x.org");
            }
          }
        });

    world.sync();
    world.crashes.none();
    world.settle();

    assertThat(world.conflicts()).hasSize(1);
    assertThat(erp.keysWhere("email", "mine@x.org")).hasSize(1);
  }

  @Test
  void whereverTheProcessEndsTheyArrive() {
    for (int point = 1; point < 60; point++) {
      SwapTest each = new SwapTest();
      each.people("ann", "bob");
      each.give("ann", "bob");
      each.give("bob", "ann");
      int fatal = point;
      each.world.crashes.reset(passed -> passed == fatal);
      try {
        each.world.sync();
      } catch (Crash ended) {
        each.world.restart();
      }
      each.world.crashes.none();

      each.world.settle();

      each.world.assertAgreement();
    }
  }

  private List<Effect> updates() {
    return erp.effects().stream().filter(effect -> effect.kind().name().equals("UPDATE")).toList();
  }
}
