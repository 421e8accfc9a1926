package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.engine.Counted;
import io.syncline.engine.SyncReport;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rate limit stops what has met it, and nothing else; no run here may wait for its end. */
class FairnessTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final World world =
      World.two().limits(limits -> limits.withWaiting(Duration.ofSeconds(1)).withReadRows(2));
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");

  @BeforeEach
  void link() {
    for (int i = 0; i < 6; i++) {
      crm.put("c" + i, Map.of("name", "n" + i, "email", i + "@x.org"));
    }
    world.settle();
    crm.faults().throttleFor(HOUR);
    erp.faults().throttleFor(HOUR);
  }

  private String key(int number) {
    return erp.keysWhere("email", number + "@x.org").get(0);
  }

  @Test
  void writesThatAreThrottledStopNoReading() {
    erp.faults().next(Call.WRITE, Fault.THROTTLED);
    crm.change("c0", "name", "Anna");
    assertThat(world.sync().settled()).isFalse();
    int writes = erp.calls(Call.WRITE);

    erp.change(key(1), "name", "Bea");
    SyncReport report = world.sync();

    assertThat(crm.show("c1", "name")).isEqualTo("Bea");
    assertThat(report.settled()).as("a write is still due").isFalse();
    assertThat(erp.calls(Call.WRITE)).as("the limit is kept").isEqualTo(writes);
    world.clock.move(HOUR);
    world.settle();
    assertThat(erp.show(key(0), "name")).isEqualTo("Anna");
    world.assertAgreement();
  }

  @Test
  void readsThatAreThrottledStopNoWriting() {
    erp.faults().next(Call.POLL, Fault.THROTTLED);
    crm.change("c0", "name", "Anna");

    SyncReport report = world.sync();

    assertThat(erp.show(key(0), "name")).isEqualTo("Anna");
    assertThat(report.settled()).as("a feed was not read").isFalse();
    int polls = erp.calls(Call.POLL);
    crm.change("c2", "name", "Cleo");
    world.sync();
    assertThat(erp.show(key(2), "name")).isEqualTo("Cleo");
    assertThat(erp.calls(Call.POLL)).as("the limit is kept").isEqualTo(polls);
    world.clock.move(HOUR);
    world.settle();
    world.assertAgreement();
  }

  @Test
  void whileASweepIsThrottledLiveEditsAreWrittenThere() {
    erp.faults().pass(Call.SCAN).next(Call.SCAN, Fault.THROTTLED);
    crm.change("c3", "name", "Dora");

    assertThat(world.sweep().settled()).isFalse();

    assertThat(erp.show(key(3), "name")).isEqualTo("Dora");
    for (int i = 0; i < 5; i++) {
      crm.change("c3", "name", "Dora " + i);
      world.sync();
      assertThat(erp.show(key(3), "name")).isEqualTo("Dora " + i);
    }
    world.clock.move(HOUR);
    world.settle();
    world.assertAgreement();
  }

  @Test
  void aReadThatIsOwedAndThrottledLetsOtherWritesGo() {
    erp.faults().next(Call.WRITE, Fault.STALE).next(Call.READ, Fault.THROTTLED);
    crm.change("c4", "name", "Eve");
    assertThat(world.sync().settled()).isFalse();
    int reads = erp.calls(Call.READ);

    crm.change("c5", "name", "Fay");
    world.sync();

    assertThat(erp.show(key(5), "name")).isEqualTo("Fay");
    assertThat(erp.show(key(4), "name")).isEqualTo("n4");
    assertThat(erp.calls(Call.READ)).as("the limit is kept").isEqualTo(reads);
    world.clock.move(HOUR);
    world.settle();
    assertThat(erp.show(key(4), "name")).isEqualTo("Eve");
    world.assertAgreement();
  }

  @Test
  void aThrottledWriteCountsAsNoAttempt() {
    for (int i = 0; i < 20; i++) {
      erp.faults().next(Call.WRITE, Fault.THROTTLED);
    }
    crm.change("c0", "name", "Anna");
    for (int i = 0; i < 20; i++) {
      SyncReport report = world.sync();
      assertThat(report.counts().of("customer", "erp", Counted.POSTPONED)).isEqualTo(1);
      assertThat(report.counts().of("customer", "erp", Counted.REJECTED)).isZero();
      assertThat(report.failures()).isEmpty();
      world.clock.move(HOUR);
    }

    world.settle();

    assertThat(erp.show(key(0), "name")).isEqualTo("Anna");
    world.assertAgreement();
  }
}
