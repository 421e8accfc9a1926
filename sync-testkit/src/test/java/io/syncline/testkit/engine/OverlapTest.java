package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.engine.Overlap;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.simulation.Crash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a run does at a system while it works on its state, and what it does not. */
class OverlapTest {

  private static final int ROWS = 7;
  private static final int BATCH = 2;

  /** Before and after. */
  private static final int POINTS_OF_A_COMMIT = 2;

  @Test
  void whileAPageIsReadTheOneBeforeIsTakenInAndSoItIsWithBatches() {
    World world = world();
    Late late = new Late(world);

    world.overlap(late).settle();

    int pages = 4;
    int batches = 4;
    assertThat(late.meanwhile)
        .as("points passed from the begin of a call until it was waited for")
        .hasSize(pages - 1 + batches - 1) // nothing comes before the first page, nor after the last
        .containsOnly(POINTS_OF_A_COMMIT);
    assertAgreed(world);
  }

  @Test
  void whatFitsOnePageAndOneBatchIsDoneInTurn() {
    World world = world();
    Late late = new Late(world);
    world.overlap(late).settle();
    late.meanwhile.clear();
    world.table("crm").change("c1", "name", "Li");

    world.settle();

    assertThat(late.meanwhile).isEmpty();
    assertThat(world.table("erp").keysWhere("name", "Li")).hasSize(1);
  }

  @Test
  void besideALargePageOrALargeBatchNothingIsMade() {
    World world = world();
    String large = "x".repeat(5 << 20);
    world.table("crm").change("c1", "phone", large);
    Late late = new Late(world);

    world.overlap(late).settle();

    int pages = 5; // the one after the large record is smaller
    int batches = 4;
    assertThat(late.meanwhile)
        .as("all but what would go on beside the page and the batch of the large record")
        .hasSize(pages - 2 + batches - 1);
    assertThat(world.table("erp").keysWhere("phone", large)).hasSize(1);
  }

  @Test
  void aRunThatFailsWaitsForTheCallThatItBegan() {
    World world = world();
    Late late = new Late(world);
    world.overlap(late);
    world.crashes.reset(point -> late.waits && world.table("erp").calls(Call.WRITE) == 1);

    assertThatThrownBy(world::sync).isInstanceOf(Crash.class);

    assertThat(world.table("erp").calls(Call.WRITE)).isEqualTo(2);
    assertThat(late.waits).isFalse();
  }

  @Test
  void aProcessMayEndAtAnyPointWhereCallsEndLate() {
    endAtEveryPoint(Late::new);
  }

  @Test
  void aProcessMayEndAtAnyPointWhereCallsEndEarly() {
    endAtEveryPoint(world -> Overlap.inTurn());
  }

  private static void endAtEveryPoint(Function<World, Overlap> overlap) {
    World counting = world();
    counting.overlap(overlap.apply(counting)).settle();
    int points = counting.crashes.passed();
    assertThat(points).isGreaterThan(20);
    for (int i = 1; i <= points; i++) {
      int fatal = i;
      World world = world();
      world.overlap(overlap.apply(world));
      world.crashes.reset(point -> point == fatal);
      assertThatThrownBy(world::sync).as("point %s", fatal).isInstanceOf(Crash.class);
      world.crashes.none();
      world.restart();

      world.settle();

      assertAgreed(world);
    }
  }

  /** Customers in one of two systems that are read and written by two rows. */
  private static World world() {
    World world =
        World.two()
            .limits(
                limits -> limits.withReadRows(BATCH).withIntakeRows(BATCH).withWriteRows(BATCH));
    for (int i = 1; i <= ROWS; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Wang " + i, "email", "w" + i + "@wang.cn"));
    }
    return world;
  }

  private static void assertAgreed(World world) {
    assertThat(world.table("erp").all()).hasSize(ROWS);
    assertThat(world.table("crm").countEffects()).as("writes to where all came from").isZero();
  }

  /** Calls are made when somebody waits for them. */
  private static final class Late implements Overlap {

    final List<Integer> meanwhile = new ArrayList<>();
    boolean waits;
    private final World world;
    private int begun;

    Late(World world) {
      this.world = world;
    }

    @Override
    public void begin(Runnable call) {
      waits = true;
      begun = world.crashes.passed();
    }

    @Override
    public void awaited(Runnable call) {
      if (waits) {
        waits = false;
        meanwhile.add(world.crashes.passed() - begun);
        call.run();
      }
    }
  }
}
