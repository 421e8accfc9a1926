package io.syncline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.schedule.BlackOut.Forbids;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowScheduleTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant MIDNIGHT = Instant.parse("2024-03-01T00:00:00Z");

  private static Instant hours(int hours) {
    return MIDNIGHT.plus(Duration.ofHours(hours));
  }

  private static BlackOut daily(Forbids forbids, int hour, int hours) {
    return new BlackOut(
        forbids, new Timetable.At(Cron.of("0 " + hour + " * * *"), UTC), Duration.ofHours(hours));
  }

  @Test
  void aBlackOutLastsFromItsBeginToBeforeItsEnd() {
    BlackOut night = daily(Forbids.EVERYTHING, 22, 8);

    assertThat(night.end(hours(22).minusNanos(1))).isEmpty();
    assertThat(night.end(hours(22))).contains(hours(30));
    assertThat(night.end(hours(26))).contains(hours(30));
    assertThat(night.end(hours(30))).isEmpty();
  }

  @Test
  void oneThatForbidsWritingLetsRead() {
    FlowSchedule schedule =
        FlowSchedule.standard()
            .withBlackOuts(
                List.of(daily(Forbids.WRITING, 8, 10), daily(Forbids.EVERYTHING, 17, 2)));

    assertThat(schedule.notWrittenUntil(hours(9))).contains(hours(18));
    assertThat(schedule.notReadUntil(hours(9))).isEmpty();
    assertThat(schedule.notWrittenUntil(hours(17))).contains(hours(19));
    assertThat(schedule.notReadUntil(hours(17))).contains(hours(19));
    assertThat(schedule.notWrittenUntil(hours(20))).isEmpty();
  }

  @Test
  void jitterPutsOffAndIsNoChance() {
    FlowSchedule schedule = FlowSchedule.standard().withJitter(Duration.ofSeconds(5));
    Set<Instant> times = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      Instant due = schedule.due(schedule.changes(), MIDNIGHT, seed).orElseThrow();
      times.add(due);

      assertThat(due).isBetween(MIDNIGHT.plusSeconds(10), MIDNIGHT.plusSeconds(15));
      assertThat(schedule.due(schedule.changes(), MIDNIGHT, seed)).contains(due);
    }
    assertThat(times).hasSizeGreaterThan(45);
  }

  @Test
  void withoutJitterItIsDueWhenTheTimetableSays() {
    assertThat(FlowSchedule.standard().due(FlowSchedule.standard().changes(), MIDNIGHT, 7))
        .contains(MIDNIGHT.plusSeconds(10));
  }

  @Test
  void lengthsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> daily(Forbids.WRITING, 8, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be positive and a year at most: lasts=PT0S");
    assertThatThrownBy(() -> FlowSchedule.standard().withJitter(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must not be negative: jitter=PT-1S");
  }
}
