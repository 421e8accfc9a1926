package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.spi.Capabilities.Versions;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.CallWatch;
import io.syncline.testkit.fixture.Effect;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A system whose reads may miss for a while what was written to it. */
class ReadDelayTest {

  private static final Duration DELAY = Duration.ofSeconds(5);

  private final World world =
      new World()
          .with("crm")
          .with("erp", shape -> shape.versions(Versions.OPAQUE).readAfterWrite(DELAY));
  private final MemoryTable crm = world.table("crm");
  private final MemoryTable erp = world.table("erp");
  private final List<String> early = new ArrayList<>();

  @BeforeEach
  void watch() {
    erp.faults().watch(new Impatience());
    for (int i = 0; i < 5; i++) {
      crm.put("c" + i, Map.of("name", "n" + i, "email", i + "@x.org"));
    }
  }

  /** Notes reads that come before what was written must show. */
  private final class Impatience implements CallWatch {

    private Instant sure = Instant.MIN;

    @Override
    public void before(Call call) {
      if (call != Call.WRITE && world.clock.instant().isBefore(sure)) {
        early.add(call + " at " + world.clock.instant());
      }
    }

    @Override
    public void after(Call call) {
      if (call == Call.WRITE) {
        sure = world.clock.instant().plus(DELAY);
      }
    }

    @Override
    public void wrote(Effect effect) {}
  }

  @Test
  void itIsNotReadBeforeWhatWasWrittenMustShow() {
    world.settle();
    erp.change(erp.keysWhere("name", "n1").get(0), "phone", "1");
    crm.change("c1", "name", "m1");
    crm.change("c2", "name", "m2");

    world.settle();
    world.clock.move(DELAY);
    world.settle();

    assertThat(crm.show("c1", "phone")).isEqualTo("1");
    assertThat(early).isEmpty();
    assertThat(erp.calls(Call.POLL)).isPositive();
  }

  @Test
  void aReadThatIsOwedIsWaitedFor() {
    world.settle();
    erp.faults().next(Call.WRITE, Fault.STALE);
    crm.change("c1", "name", "m1");

    world.settle();

    assertThat(erp.keysWhere("name", "m1")).hasSize(1);
    assertThat(erp.calls(Call.READ)).isPositive();
    assertThat(early).isEmpty();
  }

  @Test
  void whatAnEarlierProcessWroteIsWaitedForToo() {
    world.settle();
    crm.change("c1", "name", "m1");
    world.settle();
    world.restart();
    int polls = erp.calls(Call.POLL);

    world.settle();

    assertThat(erp.calls(Call.POLL)).isGreaterThan(polls);
    assertThat(early).isEmpty();
  }
}
