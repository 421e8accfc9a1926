package io.syncline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schedule.Cron;
import io.syncline.schedule.FlowSchedule;
import io.syncline.schedule.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RecurringTest {

  private static final Instant EIGHT = Instant.parse("2024-03-01T08:00:00Z");
  private static final Timetable HOURLY = Timetable.every(Duration.ofHours(1));
  private static final Timetable NIGHTLY = Timetable.at(Cron.of("0 3 * * *"), ZoneOffset.UTC);
  private static final Instant THREE = Instant.parse("2024-03-02T03:00:00Z");

  private static Recurring recurring(Timetable timetable) {
    return new Recurring(FlowSchedule.standard(), timetable, 7, EIGHT);
  }

  private static Instant minutes(int minutes) {
    return EIGHT.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void anIntervalIsCountedFromTheEnd() {
    Recurring hourly = recurring(HOURLY);
    assertThat(hourly.isDue(minutes(60).minusNanos(1))).isFalse();
    assertThat(hourly.isDue(minutes(60))).isTrue();

    assertThat(hourly.done(minutes(60), minutes(75))).isEqualTo(minutes(75));

    assertThat(hourly.due()).contains(minutes(135));
  }

  @Test
  void aTimeOfTheClockThatComesDuringARunIsNotPassedOver() {
    Recurring nightly = recurring(NIGHTLY);
    Instant next = THREE.plus(Duration.ofDays(1));

    nightly.done(next.minusSeconds(60), next.plusSeconds(60));

    assertThat(nightly.due()).contains(next);
  }

  @Test
  void manyMissedTimesAreOne() {
    Recurring nightly = recurring(NIGHTLY);
    Instant later = THREE.plus(Duration.ofDays(5)).plusSeconds(1);
    assertThat(nightly.isDue(later)).isTrue();

    nightly.done(later, later);

    assertThat(nightly.due()).contains(THREE.plus(Duration.ofDays(6)));
  }

  @Test
  void whatIsSkippedIsDueNextTime() {
    Recurring nightly = recurring(NIGHTLY);

    nightly.skip(THREE.minusSeconds(1));
    assertThat(nightly.due()).contains(THREE);
    nightly.skip(THREE.plusSeconds(1));

    assertThat(nightly.due()).contains(THREE.plus(Duration.ofDays(1)));
  }

  @Test
  void eachFailureInARowDoublesTheDelayUpToAnHour() {
    Recurring nightly = recurring(NIGHTLY);
    nightly.failed(THREE);
    assertThat(nightly.due()).contains(THREE.plusSeconds(10));
    nightly.failed(THREE);
    assertThat(nightly.due()).contains(THREE.plusSeconds(20));
    for (int i = 0; i < 80; i++) {
      nightly.failed(THREE);
    }
    assertThat(nightly.due()).contains(THREE.plus(Duration.ofHours(1)));

    nightly.done(THREE, THREE);
    nightly.failed(THREE.plus(Duration.ofDays(1)));

    assertThat(nightly.due()).contains(THREE.plus(Duration.ofDays(1)).plusSeconds(10));
  }

  @Test
  void whatFailedIsTriedNoLaterThanItIsDueNext() {
    Recurring often = recurring(Timetable.every(Duration.ofSeconds(3)));

    often.failed(minutes(1));

    assertThat(often.due()).contains(minutes(1).plusSeconds(3));
  }

  @Test
  void aClockThatIsSetBackDelaysNothing() {
    Recurring hourly = recurring(HOURLY);
    hourly.done(minutes(600), minutes(600));
    hourly.failed(minutes(600));

    assertThat(hourly.isDue(minutes(10))).isFalse();

    assertThat(hourly.due()).contains(minutes(70));
  }

  @Test
  void whatIsWantedIsDueNowAndWaitsOnlyAfterAFailure() {
    Recurring asked = recurring(Timetable.never());
    assertThat(asked.due()).isEmpty();

    asked.want();
    asked.skip(EIGHT);
    assertThat(asked.isDue(EIGHT)).isTrue();
    asked.failed(EIGHT);
    assertThat(asked.due()).contains(EIGHT.plusSeconds(10));
    asked.want();
    assertThat(asked.isDue(EIGHT)).isTrue();
    asked.done(EIGHT, EIGHT);

    assertThat(asked.due()).isEmpty();
  }
}
