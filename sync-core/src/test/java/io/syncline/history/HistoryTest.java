package io.syncline.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Value;
import io.syncline.reconcile.Event;
import io.syncline.reconcile.EventKind;
import io.syncline.reconcile.Observation;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What must always hold, over random histories with lost answers, late reads and repeats. */
class HistoryTest {

  @Property(tries = 2000)
  void everyHistorySettlesAndLosesNoEdit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
    Random random = new Random(seed);
    World world = world(random);
    world.settle();

    new Chaos(world, random).run(steps);
    world.settle();

    world.assertConverged();
    assertNoEcho(world);
  }

  @Property(tries = 500)
  void whatIsHeldSettlesOnceAPersonDecided(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
    Random random = new Random(seed);
    World world =
        new World(
            versions(random),
            rules ->
                rules
                    .onConflict(ConflictPolicy.holdForReview())
                    .onDeleteConflict(DeletePolicy.holdForReview())
                    .group("address", List.of("street", "city")));
    world.settle();

    new Chaos(world, random).run(steps);
    world.settle();

    world.assertConverged();
    assertNoEcho(world);
  }

  @Property(tries = 500)
  void groupsSettleAsAWhole(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
    Random random = new Random(seed);
    World world =
        new World(versions(random), rules -> rules.group("address", List.of("street", "city")));
    world.settle();

    new Chaos(world, random).run(steps);
    world.settle();

    world.assertConverged();
    assertNoEcho(world);
  }

  @Property(tries = 500)
  void oneEditIsOneEventAndOneWriteToEveryOtherSystem(@ForAll long seed) {
    Random random = new Random(seed);
    World world = world(random);
    world.settle();
    FakeSystem edited = world.systems.get(random.nextInt(world.systems.size()));
    int before = world.writes();
    int own = edited.writes;
    world.journal.clear();

    edited.edit("name", world.fresh(edited), 10);
    world.settle();
    world.settle();

    assertThat(world.writes() - before).isEqualTo(world.systems.size() - 1);
    assertThat(edited.writes).isEqualTo(own);
    assertThat(world.journal)
        .filteredOn(event -> event.kind() == EventKind.FAST_FORWARD)
        .hasSize(1);
  }

  @Property(tries = 500)
  void aDeletedRecordStaysDeletedUnderLateLooks(@ForAll long seed) {
    Random random = new Random(seed);
    World world = world(random);
    world.settle();
    FakeSystem system = world.systems.get(random.nextInt(world.systems.size()));
    Observation old = system.look();
    world.beginRead(system);
    system.edit("name", world.fresh(system), 1);
    Observation later = system.look();
    world.round(system);
    system.delete(2);
    world.round(system);

    world.endRead(0, true);
    world.endRead(0, false);
    world.push(system, later);
    world.push(system, old);
    world.settle();

    assertThat(world.state.alive()).isFalse();
    world.assertConverged();
  }

  @Property(tries = 500)
  void theOrderOfLookingDoesNotMatterToALawfulPolicy(@ForAll long seed) {
    Set<Map<String, Value>> ends = new HashSet<>();
    for (List<Integer> order :
        List.of(List.of(0, 1, 2), List.of(2, 1, 0), List.of(1, 2, 0), List.of(0, 2, 1))) {
      World world = new World(List.of(Versions.ORDERED, Versions.OPAQUE, Versions.NONE), r -> r);
      world.settle();
      Random random = new Random(seed);
      for (int i = 0; i < 8; i++) {
        FakeSystem system = world.systems.get(random.nextInt(3));
        String field = World.FIELDS.get(1 + random.nextInt(3));
        system.edit(field, world.fresh(system), random.nextInt(5));
      }
      order.forEach(each -> world.round(world.systems.get(each)));
      world.settle();
      world.assertConverged();
      ends.add(new TreeMap<>(world.systems.get(0).shown));
    }

    assertThat(ends).hasSize(1);
  }

  @Test
  void aSystemThatIgnoresPreconditionsIsCaught() {
    assertThatThrownBy(
            () ->
                histories(world -> world.systems.forEach(each -> each.checksPreconditions = false)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("edit was");
  }

  @Test
  void aHubThatBelievesLateReadsIsCaught() {
    assertThatThrownBy(() -> histories(world -> world.believesEveryRead = true))
        .isInstanceOf(AssertionError.class);
  }

  private static void histories(Consumer<World> fault) {
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      World world = world(random);
      world.settle();
      fault.accept(world);
      new Chaos(world, random).run(40);
      world.settle();
      world.assertConverged();
    }
  }

  private static void assertNoEcho(World world) {
    int writes = world.writes();
    world.journal.clear();
    world.systems.forEach(world::round);
    world.systems.forEach(world::round);
    assertThat(world.writes()).as("writes after settling").isEqualTo(writes);
    assertThat(world.journal).allMatch(event -> event instanceof Event.Echo);
  }

  private static World world(Random random) {
    return new World(versions(random), rules -> rules);
  }

  private static List<Versions> versions(Random random) {
    List<Versions> versions = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      versions.add(List.of(Versions.values()).get(random.nextInt(3)));
    }
    return versions;
  }
}
