package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.engine.SyncReport;
import io.syncline.engine.WriteLane;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Holding;
import io.syncline.store.StoreView;
import io.syncline.store.StoredRecord;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.simulation.Crash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** While one batch is written, the one before is acknowledged and the next one planned. */
class WritingAheadTest {

  private static final SystemId ERP = new SystemId("erp");

  private final World world = World.two().limits(limits -> limits.withWriteRows(2));
  private final List<Integer> inFlight = new ArrayList<>();

  /** Makes each call as late as it can be made, and looks at the store just before. */
  private final class LateLane implements WriteLane {
    @Override
    public <T> Supplier<T> begin(Supplier<T> call) {
      return () -> {
        inFlight.add(countInFlight());
        return call.get();
      };
    }
  }

  private void fill(int rows) {
    for (int i = 0; i < rows; i++) {
      world.table("crm").put("c" + i, Map.of("name", "Ann " + i, "email", i + "@x.org"));
    }
  }

  private int countInFlight() {
    try (StoreView view = world.store.view()) {
      int count = 0;
      for (StoredRecord record :
          view.load(World.CUSTOMER, view.records(World.CUSTOMER, 0, 100)).values()) {
        count += record.state().holding(ERP).flatMap(Holding::inFlight).isPresent() ? 1 : 0;
      }
      return count;
    }
  }

  @Test
  void twoBatchesAreInFlightAtMost() {
    fill(7);
    world.writeLane(new LateLane());

    SyncReport report = world.sync();

    assertThat(report.settled()).isTrue();
    assertThat(inFlight).containsExactly(4, 4, 3, 3);
    world.assertAgreement();
  }

  @Test
  void aPlannedBatchIsNotSentToASystemThatAsksForTime() {
    fill(4);
    world.writeLane(new LateLane());
    world
        .table("erp")
        .faults()
        .throttleFor(Duration.ofSeconds(20))
        .next(Call.WRITE, Fault.THROTTLED);

    SyncReport report = world.sync();

    assertThat(report.settled()).isTrue();
    assertThat(countInFlight()).isZero();
    assertThat(world.table("erp").effects()).hasSize(4);
    world.assertAgreement();
  }

  @Test
  void aCallUnderWayIsWaitedForWhenTheStoreFails() {
    fill(4);
    List<String> calls = new ArrayList<>();
    world.writeLane(
        new WriteLane() {
          @Override
          public <T> Supplier<T> begin(Supplier<T> call) {
            T answer = call.get();
            calls.add("begun");
            world.crashes.reset(at -> true);
            return () -> {
              calls.add("waited for");
              return answer;
            };
          }
        });

    assertThatThrownBy(world::sync).isInstanceOf(Crash.class);

    assertThat(calls).containsExactly("begun", "waited for");
  }

  @Test
  void aThreadOfItsOwnBringsTheSameAbout() {
    fill(7);
    world.writeLane(WriteLane.besides("test"));

    SyncReport report = world.sync();

    assertThat(report.settled()).isTrue();
    assertThat(world.table("erp").effects()).hasSize(7);
    world.assertAgreement();
    world.assertQuiet();
  }
}
