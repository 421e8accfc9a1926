package io.syncline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimetableTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Timetable at(String cron) {
    return Timetable.at(Cron.of(cron), BERLIN);
  }

  private static List<String> between(Timetable timetable, String first, String last) {
    List<String> times = new ArrayList<>();
    Optional<Instant> next = timetable.next(Instant.parse(first));
    while (next.isPresent() && next.get().isBefore(Instant.parse(last))) {
      times.add(next.get().toString());
      next = timetable.next(next.get());
    }
    return times;
  }

  @Test
  void localTimesAreThoseOfTheZone() {
    assertThat(between(at("0 3 * * *"), "2024-07-01T00:00:00Z", "2024-07-03T00:00:00Z"))
        .containsExactly("2024-07-01T01:00:00Z", "2024-07-02T01:00:00Z");
  }

  /** On the 31st of March 2024, 02:00 becomes 03:00 at 01:00 UTC. */
  @Test
  void aTimeThatIsSkippedInSpringComesWithTheChange() {
    assertThat(between(at("30 2 * * *"), "2024-03-30T00:00:00Z", "2024-04-02T00:00:00Z"))
        .containsExactly("2024-03-30T01:30:00Z", "2024-03-31T01:00:00Z", "2024-04-01T00:30:00Z");
    assertThat(between(at("*/15 2 * * *"), "2024-03-31T00:00:00Z", "2024-03-31T23:00:00Z"))
        .containsExactly("2024-03-31T01:00:00Z");
    assertThat(between(at("0 * * * *"), "2024-03-31T00:00:00Z", "2024-03-31T03:00:00Z"))
        .containsExactly("2024-03-31T01:00:00Z", "2024-03-31T02:00:00Z");
  }

  /** On the 27th of October 2024, 03:00 becomes 02:00 at 01:00 UTC. */
  @Test
  void aTimeThatComesTwiceInAutumnCountsOnce() {
    assertThat(between(at("30 2 * * *"), "2024-10-26T00:00:00Z", "2024-10-28T23:00:00Z"))
        .containsExactly("2024-10-26T00:30:00Z", "2024-10-27T00:30:00Z", "2024-10-28T01:30:00Z");
    assertThat(at("30 2 * * *").next(Instant.parse("2024-10-27T01:10:00Z")))
        .contains(Instant.parse("2024-10-28T01:30:00Z"));
    assertThat(at("45 2 * * *").next(Instant.parse("2024-10-27T00:40:00Z")))
        .contains(Instant.parse("2024-10-27T00:45:00Z"));
  }

  @Test
  void anIntervalIsCountedFromTheTimeBefore() {
    Instant moment = Instant.parse("2024-03-31T00:59:00Z");

    assertThat(Timetable.every(Duration.ofMinutes(5)).next(moment))
        .contains(moment.plusSeconds(300));
    assertThatThrownBy(() -> Timetable.every(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be positive: interval=PT0S");
  }

  @Test
  void neverIsNever() {
    assertThat(Timetable.never().next(Instant.EPOCH)).isEmpty();
  }
}
