package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.SyncReport;
import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.testkit.fixture.Effect;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import io.syncline.testkit.simulation.Crash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Ends the process at every call to a system and at every commit, before and after its effect, and
 * lets another one go on.
 */
class CrashTest {

  private static TableShape remembering(TableShape shape) {
    return shape;
  }

  private static TableShape natural(TableShape shape) {
    return shape
        .versions(Versions.NONE)
        .preconditions(PreconditionKind.ABSENT, PreconditionKind.FIELDS)
        .idempotency(Idempotency.NATURAL);
  }

  private static TableShape logged(TableShape shape) {
    return shape.feed(Feed.LOG).versions(Versions.OPAQUE);
  }

  private static TableShape listed(TableShape shape) {
    return shape.feed(Feed.SNAPSHOT_ONLY).versions(Versions.OPAQUE);
  }

  @Test
  void everyPointOfARunBetweenSystemsThatRememberWrites() {
    endAtEveryPoint(CrashTest::remembering, CrashTest::remembering);
  }

  @Test
  void everyPointOfARunBetweenSystemsThatFindTheirOwnWrites() {
    endAtEveryPoint(CrashTest::natural, CrashTest::remembering);
  }

  @Test
  void everyPointOfARunBetweenSystemsWithLogs() {
    endAtEveryPoint(CrashTest::logged, CrashTest::natural);
  }

  @Test
  void everyPointOfARunBetweenSystemsThatAreListed() {
    endAtEveryPoint(CrashTest::listed, CrashTest::logged);
  }

  private static void endAtEveryPoint(
      UnaryOperator<TableShape> crm, UnaryOperator<TableShape> erp) {
    endAtEveryPoint(() -> world(crm, erp), world -> {});
    endAtEveryPoint(
        () -> {
          World world = world(crm, erp);
          world.settle();
          return world;
        },
        CrashTest::edit);
  }

  private static void endAtEveryPoint(Supplier<World> start, Consumer<World> edits) {
    World undisturbed = start.get();
    edits.accept(undisturbed);
    undisturbed.settle();
    int point = 1;
    while (endAt(point, start.get(), edits, undisturbed)) {
      point++;
    }
    assertThat(point).isGreaterThan(20);
  }

  /** False when the run passed without coming to the point. */
  private static boolean endAt(int point, World world, Consumer<World> edits, World undisturbed) {
    edits.accept(world);
    world.crashes.reset(at -> at == point);
    String end = "passed";
    try {
      world.sync();
    } catch (Crash crash) {
      end = crash.getMessage();
    }
    world.crashes.reset(at -> false);
    world.restart();

    SyncReport report = world.sync();

    assertThat(report.settled()).as(end + "\n" + report).isTrue();
    assertThat(world.shown("crm")).as(end).isEqualTo(undisturbed.shown("crm"));
    assertThat(world.shown("erp")).as(end).isEqualTo(undisturbed.shown("erp"));
    assertThat(writes(world)).as(end).isEqualTo(writes(undisturbed));
    world.assertAgreement();
    return !end.equals("passed");
  }

  private static World world(UnaryOperator<TableShape> crm, UnaryOperator<TableShape> erp) {
    World world =
        new World()
            .with("crm", crm)
            .with("erp", erp)
            .limits(limits -> limits.withReadRows(3).withWriteRows(2))
            .rules(
                rules ->
                    rules
                        .onConflict(ConflictPolicy.prefer(new SystemId("crm")))
                        .onFirstContact(ConflictPolicy.prefer(new SystemId("crm")))
                        .onDeleteConflict(DeletePolicy.updateWins()));
    for (int i = 1; i <= 4; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Ann " + i, "email", i + "@x.org"));
      world.table("erp").put("e" + i, Map.of("balance", i, "email", (i + 2) + "@x.org"));
    }
    return world;
  }

  private static void edit(World world) {
    MemoryTable crm = world.table("crm");
    MemoryTable erp = world.table("erp");
    crm.change("c1", "phone", "11");
    erp.change(erp.keysWhere("email", "1@x.org").get(0), "balance", 12);
    crm.change("c3", "name", "Cora");
    erp.change("e1", "name", "Clara");
    crm.remove("c2");
    erp.remove("e2");
    crm.put("c9", Map.of("name", "New", "email", "9@x.org"));
    erp.put("e8", Map.of("name", "Newer", "email", "8@x.org"));
  }

  /** What was done, without the order that a crash may change. */
  private static List<String> writes(World world) {
    List<String> writes = new ArrayList<>();
    for (MemoryTable table : world.tables()) {
      for (Effect effect : table.effects()) {
        writes.add(effect.kind() + " " + effect.fields());
      }
    }
    writes.sort(null);
    return writes;
  }
}
