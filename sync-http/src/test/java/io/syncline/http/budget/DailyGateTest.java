package io.syncline.http.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.manifest.LimitsSpec.Daily;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyGateTest {

  private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
  private static final Demand READ = new Demand(Use.READ, 1);
  private static final Demand WRITE = new Demand(Use.WRITE, 1);

  private static DailyGate gate(int calls, String resets) {
    return new DailyGate(new Daily(calls, LocalTime.parse(resets), LOS_ANGELES, 80));
  }

  /** All that begin at a time until there is no room; tells when there is. */
  private static Instant spend(DailyGate gate, Instant now) {
    for (int i = 0; i < 1_000_000; i++) {
      Instant opens = gate.opens(WRITE, now);
      if (opens.isAfter(now)) {
        return opens;
      }
      gate.begun(WRITE, now);
      gate.ended(WRITE, now);
    }
    throw new AssertionError("must have an end");
  }

  /** Of 2026: summer time begins on March 8 and ends on November 1, both at 02:00. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 00:00, 2026-02-01T08:00:00Z",
    "2026-03-08T08:00:00Z, 00:00, 2026-03-09T07:00:00Z",
    "2026-11-01T07:00:00Z, 00:00, 2026-11-02T08:00:00Z",
    "2026-03-07T20:00:00Z, 02:30, 2026-03-08T10:30:00Z",
    "2026-03-08T10:30:00Z, 02:30, 2026-03-09T09:30:00Z",
    "2026-10-31T20:00:00Z, 01:30, 2026-11-01T08:30:00Z",
    "2026-11-01T08:30:00Z, 01:30, 2026-11-02T09:30:00Z",
    "2026-11-01T09:30:00Z, 01:30, 2026-11-02T09:30:00Z",
  })
  void whatIsUsedUpIsThereAgainWithTheNextReset(Instant now, String resets, Instant until) {
    assertThat(spend(gate(3, resets), now)).isEqualTo(until);
  }

  @ParameterizedTest
  @CsvSource({"2026-03-08T08:00:00Z, 23", "2026-11-01T07:00:00Z, 25", "2026-06-01T07:00:00Z, 24"})
  void aDayHasItsCallsHoweverLongItIs(Instant midnight, int hours) {
    DailyGate gate = gate(hours, "00:00");
    for (int hour = 0; hour < hours; hour++) {
      Instant now = midnight.plus(Duration.ofHours(hour));
      assertThat(gate.opens(WRITE, now)).as("hour %d", hour).isEqualTo(now);
      gate.begun(WRITE, now);
    }
    Instant next = midnight.plus(Duration.ofHours(hours));

    assertThat(gate.opens(WRITE, next.minusMillis(1))).isEqualTo(next);
    assertThat(gate.opens(WRITE, next)).isEqualTo(next);
  }

  @Test
  void readsLeaveAShareForWrites() {
    Instant now = Hand.START;
    DailyGate gate = gate(10, "00:00");
    for (int i = 0; i < 8; i++) {
      assertThat(gate.opens(READ, now)).isEqualTo(now);
      gate.begun(READ, now);
    }

    assertThat(gate.opens(READ, now)).isAfter(now);
    assertThat(gate.opens(WRITE, now)).isEqualTo(now);
  }

  @Test
  void whatCostsMoreThanADayGoesAlone() {
    DailyGate gate = gate(3, "00:00");
    Demand dear = new Demand(Use.WRITE, 5);

    assertThat(gate.opens(dear, Hand.START)).isEqualTo(Hand.START);
    gate.begun(WRITE, Hand.START);
    assertThat(gate.opens(dear, Hand.START)).isAfter(Hand.START);
  }

  @Test
  void whatTheServiceTellsCountsFromThenOn() {
    Instant now = Hand.START;
    DailyGate gate = gate(100, "00:00");
    gate.begun(READ, now);
    gate.begun(WRITE, now);
    gate.told(new Usage(90, 100), READ, now, Optional.of(now), now);
    gate.ended(READ, now);
    gate.ended(WRITE, now);

    assertThat(gate.opens(READ, now)).as("others read, and left no share").isAfter(now);
    Instant until = spend(gate, now);
    assertThat(until).isAfter(now);
    assertThat(gate.opens(WRITE, now)).isEqualTo(until);
    gate.told(new Usage(20, 100), WRITE, now.plusSeconds(1), Optional.empty(), now.plusSeconds(2));
    assertThat(gate.opens(WRITE, now.plusSeconds(2))).isEqualTo(now.plusSeconds(2));
  }

  @Test
  void oneWhoToldBeforeIsNotBelievedAfterwards() {
    Instant now = Hand.START;
    DailyGate gate = gate(100, "00:00");
    gate.told(new Usage(100, 100), READ, now.plusSeconds(2), Optional.empty(), now.plusSeconds(3));
    gate.told(new Usage(1, 100), READ, now.plusSeconds(1), Optional.empty(), now.plusSeconds(4));

    assertThat(gate.opens(WRITE, now.plusSeconds(4))).isAfter(now.plusSeconds(4));
  }

  @Test
  void aSmallerLimitThatIsToldIsHeeded() {
    DailyGate gate = gate(15000, "00:00");
    gate.told(new Usage(4999, 5000), READ, Hand.START, Optional.empty(), Hand.START);

    gate.begun(WRITE, Hand.START);
    assertThat(gate.opens(WRITE, Hand.START)).isAfter(Hand.START);
  }

  @Test
  void theUsageOfTheDayBeforeIsNotTakenForThisDays() {
    Instant midnight = Instant.parse("2026-06-02T07:00:00Z");
    Usage spent = new Usage(100, 100);
    DailyGate sentBefore = gate(100, "00:00");
    sentBefore.told(spent, READ, midnight.minusSeconds(1), Optional.empty(), midnight);
    DailyGate notThereYet = gate(100, "00:00");
    Instant theirs = midnight.minusSeconds(3);
    notThereYet.told(spent, READ, midnight, Optional.of(theirs), midnight.plusSeconds(1));
    DailyGate clockIsWrong = gate(100, "00:00");
    Instant wrong = midnight.minus(Duration.ofDays(200));
    clockIsWrong.told(spent, READ, midnight, Optional.of(wrong), midnight.plusSeconds(1));

    Instant now = midnight.plusSeconds(1);
    assertThat(sentBefore.opens(WRITE, now)).isEqualTo(now);
    assertThat(notThereYet.opens(WRITE, now)).isEqualTo(now);
    assertThat(clockIsWrong.opens(WRITE, now)).isAfter(now);
  }

  @Test
  void aClockThatIsPutBackBringsNoDayAgain() {
    Instant now = Hand.START;
    DailyGate gate = gate(3, "00:00");
    spend(gate, now);

    assertThat(gate.opens(WRITE, now.minus(Duration.ofDays(2))))
        .isAfter(now.minus(Duration.ofDays(2)));
    assertThat(gate.opens(WRITE, now.plus(Duration.ofDays(1))))
        .isEqualTo(now.plus(Duration.ofDays(1)));
  }
}
