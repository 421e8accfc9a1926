package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Effect;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Systems whose fields are written one at a time, each by an update of its own. */
class FieldsApartTest {

  private static final List<String> FIELDS = List.of("email", "name", "phone");

  /** What people enter, on either side, arrives on the other, and nothing of it comes back. */
  @Test
  void whatIsEnteredOnOneSideArrivesOnTheOther() {
    for (int seed = 1; seed <= 15; seed++) {
      Random random = new Random(seed);
      TwoSystems systems = new TwoSystems(random);
      try (Hub hub = systems.hub()) {
        for (int i = 0; i < 12; i++) {
          systems.edit();
          if (random.nextInt(3) == 0) {
            systems.erp.faults().next(Call.WRITE, Fault.ANSWER_LOST);
          }
          settle(hub, seed);
          assertThat(shown(systems.crm)).as("crm, seed " + seed).isEqualTo(systems.entered);
          assertThat(shown(systems.erp)).as("erp, seed " + seed).isEqualTo(systems.entered);
        }
        int effects = systems.crm.countEffects() + systems.erp.countEffects();
        settle(hub, seed);
        assertThat(systems.crm.countEffects() + systems.erp.countEffects())
            .as("no echo, seed " + seed)
            .isEqualTo(effects);
      }
      assertThat(systems.erp.effects())
          .as("seed " + seed)
          .allSatisfy(effect -> assertThat(isAllowed(effect)).as(effect.toString()).isTrue());
    }
  }

  private static boolean isAllowed(Effect effect) {
    return effect.fields().names().stream().noneMatch(List.of("name", "phone")::contains)
        || effect.fields().size() == 1;
  }

  private static void settle(Hub hub, int seed) {
    for (int i = 0; i < 12 && !hub.sync().settled(); i++) {
      // each field is a write of its own, and what was lost is looked at before it is sent again
    }
    SyncReport last = hub.sync();
    assertThat(last.settled()).as("seed " + seed + ": " + last).isTrue();
  }

  private static Map<String, List<String>> shown(MemoryTable table) {
    Map<String, List<String>> shown = new TreeMap<>();
    for (Row row : table.all().values()) {
      List<String> values =
          FIELDS.stream().map(name -> row.get(name).orElse(Value.NULL).toString()).toList();
      shown.put(values.get(0), values);
    }
    return shown;
  }

  /** One whose fields are written together, and one whose are not. */
  private static final class TwoSystems {
    private final Random random;
    private final MemorySystem crmSystem = new MemorySystem(SystemClock.get());
    private final MemorySystem erpSystem = new MemorySystem(SystemClock.get());
    private final MemoryTable crm;
    private final MemoryTable erp;
    private final Map<String, List<String>> entered = new TreeMap<>();
    private int number;

    TwoSystems(Random random) {
      this.random = random;
      boolean byValues = random.nextBoolean();
      UnaryOperator<TableShape> kind =
          shape ->
              byValues
                  ? shape.versions(Versions.NONE).preconditions(PreconditionKind.FIELDS)
                  : shape.versions(Versions.OPAQUE);
      crm = crmSystem.table("contacts", shape -> shape.columns("email", "name", "phone"));
      erp =
          erpSystem.table(
              "customer",
              shape -> kind.apply(shape.columns("email", "name", "phone").apart("name", "phone")));
    }

    Hub hub() {
      return Hub.builder()
          .state(StateStore.inMemory())
          .system("crm", crmSystem)
          .system("erp", erpSystem)
          .entity(
              "customer",
              customer -> {
                FIELDS.forEach(field -> customer.field(field, FieldType.text(80)));
                customer
                    .matchOn("email")
                    .in("crm", flow -> flow.dataset("contacts").key("id").everyFieldByName())
                    .in("erp", flow -> flow.dataset("customer").key("id").everyFieldByName());
              })
          .build();
    }

    /** Somebody makes, changes or deletes a record on one side. */
    void edit() {
      MemoryTable side = random.nextBoolean() ? crm : erp;
      int what = random.nextInt(6);
      if (entered.isEmpty() || what == 0) {
        String email = "m" + ++number + "@x.org";
        List<String> values = List.of(email, value(), value());
        entered.put(email, values);
        side.add(
            Map.of(
                "email", email, "name", natural(values.get(1)), "phone", natural(values.get(2))));
        return;
      }
      List<String> emails = new ArrayList<>(entered.keySet());
      String email = emails.get(random.nextInt(emails.size()));
      String key = side.keysWhere("email", email).get(0);
      if (what == 1) {
        entered.remove(email);
        side.remove(key);
        return;
      }
      List<String> values = new ArrayList<>(entered.get(email));
      for (int i = 1; i < FIELDS.size(); i++) {
        if (random.nextInt(3) > 0) {
          values.set(i, value());
          side.change(key, FIELDS.get(i), natural(values.get(i)));
        }
      }
      entered.put(email, List.copyOf(values));
    }

    private String value() {
      return random.nextInt(4) == 0 ? Value.NULL.toString() : "v" + ++number;
    }

    private static Object natural(String shown) {
      return shown.equals(Value.NULL.toString()) ? Value.NULL : shown;
    }
  }
}
