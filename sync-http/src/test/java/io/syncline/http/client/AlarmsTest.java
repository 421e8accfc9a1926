package io.syncline.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration LONGER = Duration.ofHours(2);

  /** What was asked of the timer, for the test to run when it likes. */
  private final List<Runnable> waits = new ArrayList<>();

  private final List<String> rung = new ArrayList<>();
  private final Alarms alarms = new Alarms((wait, task) -> waits.add(task));

  @Test
  void whatIsDueRingsOnceAndTheRestLater() {
    set(LONG, "long");
    set(Duration.ZERO, "now");
    set(Duration.ZERO, "now too");

    runAll();

    assertThat(rung).containsExactly("now", "now too");
    assertThat(waits).hasSize(1);
  }

  @Test
  void onlyANearerTimeIsWaitedForAnew() {
    set(LONG, "long");
    set(LONGER, "longer");
    assertThat(waits).hasSize(1);

    set(Duration.ZERO, "now");
    assertThat(waits).hasSize(2);
  }

  @Test
  void whatWasCalledOffDoesNotRing() {
    alarms.callOff(set(Duration.ZERO, "off"));

    runAll();

    assertThat(rung).isEmpty();
    assertThat(waits).isEmpty();
  }

  @Test
  void manyThatAreCalledOffAskForOneWaitTogether() {
    for (int i = 0; i < 1_000; i++) {
      alarms.callOff(set(LONG, "off " + i));
    }

    assertThat(waits).hasSize(1);
  }

  @Test
  void aWaitThatCameToNothingDoesNotDoAnothersWork() {
    set(LONG, "long");
    set(Duration.ZERO, "now");

    waits.get(0).run();

    assertThat(rung).isEmpty();
  }

  private Alarms.Alarm set(Duration wait, String name) {
    return alarms.set(wait, () -> rung.add(name));
  }

  private void runAll() {
    List<Runnable> asked = List.copyOf(waits);
    waits.clear();
    asked.forEach(Runnable::run);
  }
}
