package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.engine.Instance;
import io.syncline.engine.SyncEngine;
import io.syncline.engine.SyncReport;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.store.NotHolder;
import io.syncline.store.SharedMemory;
import io.syncline.store.StateStore;
import io.syncline.testkit.fixture.Effect;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Two instances over one store. One is frozen at every call to a system and at every commit, before
 * and after its effect; the other takes over and settles all; then the first goes on where it was.
 */
class FreezeTest {

  private static final Duration LONGER_THAN_A_LEASE = Instance.DEFAULT_LEASE.multipliedBy(2);

  /** The world of the first instance, and the store of the second. */
  private static final class Two {
    private final List<StateStore> stores = new ArrayList<>();
    private final World world =
        new World(
            clock -> {
              SharedMemory memory = new SharedMemory(clock);
              stores.add(memory.open());
              return memory.open();
            });
    private SyncEngine heir;

    SyncEngine heir() {
      if (heir == null) {
        heir = world.instance("heir", stores.get(0));
      }
      return heir;
    }

    /** The second lets go of its lease. */
    void close() {
      stores.get(0).close();
    }

    /** All is long ago for whoever looks now. */
    void freeze() {
      world.clock.move(LONGER_THAN_A_LEASE);
    }
  }

  private static Two two(UnaryOperator<TableShape> crm, UnaryOperator<TableShape> erp) {
    Two two = new Two();
    two.world
        .with("crm", crm)
        .with("erp", erp)
        .limits(limits -> limits.withReadRows(3).withWriteRows(2))
        .rules(
            rules ->
                rules
                    .onConflict(ConflictPolicy.lastWriter())
                    .onFirstContact(ConflictPolicy.lastWriter()));
    return two;
  }

  private static TableShape remembering(TableShape shape) {
    return shape;
  }

  /** What is sent late, after its repeat, can be told from it by what is unique alone. */
  private static TableShape natural(TableShape shape) {
    return shape
        .unique("email")
        .versions(Versions.NONE)
        .preconditions(PreconditionKind.ABSENT, PreconditionKind.FIELDS)
        .idempotency(Idempotency.NATURAL);
  }

  private static TableShape logged(TableShape shape) {
    return shape.feed(Feed.LOG).versions(Versions.OPAQUE);
  }

  @Test
  void everyPointOfARunBetweenSystemsThatRememberWrites() {
    freezeAtEveryPoint(FreezeTest::remembering, FreezeTest::remembering);
  }

  @Test
  void everyPointOfARunBetweenSystemsThatFindTheirOwnWrites() {
    freezeAtEveryPoint(FreezeTest::natural, FreezeTest::logged);
  }

  private static void freezeAtEveryPoint(
      UnaryOperator<TableShape> crm, UnaryOperator<TableShape> erp) {
    Two undisturbed = two(crm, erp);
    fill(undisturbed.world);
    undisturbed.world.settle();
    edit(undisturbed.world);
    undisturbed.world.settle();
    int point = 1;
    while (freezeAt(point, two(crm, erp), undisturbed.world)) {
      point++;
    }
    assertThat(point).isGreaterThan(20);
  }

  /** False when the runs passed without coming to the point. */
  private static boolean freezeAt(int point, Two two, World undisturbed) {
    World world = two.world;
    List<SyncReport> byHeir = new ArrayList<>();
    fill(world);
    world.crashes.reset(at -> false);
    world.crashes.meanwhile(
        passed -> {
          if (passed == point) {
            two.freeze();
            byHeir.add(two.heir().sync(false));
          }
        });

    SyncReport first = world.sync();
    edit(world);
    if (byHeir.isEmpty()) {
      first = world.sync();
    } else {
      byHeir.add(two.heir().sync(false));
    }

    String where = "frozen at point " + point + "\n" + first + "\n" + byHeir;
    assertThat(byHeir).as(where).allMatch(SyncReport::settled);
    assertThat(first.standBy().isPresent() || first.settled()).as(where).isTrue();
    assertThat(world.shown("crm")).as(where).isEqualTo(undisturbed.shown("crm"));
    assertThat(world.shown("erp")).as(where).isEqualTo(undisturbed.shown("erp"));
    assertThat(writes(world)).as(where).isEqualTo(writes(undisturbed));
    world.crashes.meanwhile(passed -> {});
    two.close();
    world.assertAgreement();
    return !byHeir.isEmpty();
  }

  private static void fill(World world) {
    for (int i = 1; i <= 4; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Ann " + i, "email", i + "@x.org"));
      world.table("erp").put("e" + i, Map.of("balance", i, "email", (i + 2) + "@x.org"));
    }
  }

  private static void edit(World world) {
    MemoryTable crm = world.table("crm");
    MemoryTable erp = world.table("erp");
    crm.change("c1", "phone", "11");
    erp.change(erp.keysWhere("email", "1@x.org").get(0), "balance", 12);
    crm.remove("c2");
    erp.put("e8", Map.of("name", "Newer", "email", "8@x.org"));
  }

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

  @Test
  void theOneThatStandsByDoesNothingAndSaysForWhom() {
    Two two = two(FreezeTest::remembering, FreezeTest::remembering);
    SyncEngine heir = two.heir();
    two.world.settle();
    two.world.table("crm").put("c1", Map.of("name", "Ann", "email", "ann@x.org"));

    SyncReport report = heir.sync(false);

    assertThat(report.settled()).isFalse();
    assertThat(report.standBy()).isPresent();
    assertThat(report.toString()).startsWith("stands by for process ").contains("(epoch 1)");
    assertThat(two.world.table("erp").all()).isEmpty();
  }

  @Test
  void whatWouldChangeTheStateIsRefusedByTheOneThatStandsBy() {
    Two two = two(FreezeTest::remembering, FreezeTest::remembering);
    two.world.settle();

    assertThatThrownBy(() -> two.heir().preview(1)).isInstanceOf(NotHolder.class);
    assertThatThrownBy(() -> two.heir().change(change -> change)).isInstanceOf(NotHolder.class);
  }

  @Test
  void aLeaseThatEndedAndWasNotTakenGoesOn() {
    Two two = two(FreezeTest::remembering, FreezeTest::remembering);
    fill(two.world);
    two.world.crashes.meanwhile(passed -> two.freeze());

    SyncReport report = two.world.settle();

    assertThat(report.standBy()).isEqualTo(Optional.empty());
    two.world.assertAgreement();
  }

  @Test
  void theLeaseGoesBackAndForthAndEachKnowsWhatTheOtherDid() {
    Two two = two(FreezeTest::remembering, FreezeTest::remembering);
    MemoryTable crm = two.world.table("crm");
    for (int i = 0; i < 6; i++) {
      crm.put("c" + i, Map.of("name", "Ann " + i, "email", i + "@x.org"));
      SyncReport report = i % 2 == 0 ? two.world.sync() : two.heir().sync(false);

      assertThat(report.settled()).as(report.toString()).isTrue();
      assertThat(two.world.table("erp").all()).hasSize(i + 1);
      two.freeze();
    }
    two.close();
    two.world.assertAgreement();
  }
}
