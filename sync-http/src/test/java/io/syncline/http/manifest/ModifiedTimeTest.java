package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.http.client.HttpDate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModifiedTimeTest {

  private static final long SEED = 9110;
  private static final int ROUNDS = 200_000;
  private static final List<TimeFormat> FORMATS =
      List.of(TimeFormat.ISO, TimeFormat.EPOCH_MILLIS, TimeFormat.EPOCH_SECONDS);
  private static final Instant START = Instant.parse("2026-01-31T11:59:58Z");

  /**
   * Whoever reads at a time by the service's clock, sees an image, and writes on its version: the
   * service must take that while nobody edits, and refuse it after any edit, whether it compares by
   * whole seconds or by fractions.
   */
  @Test
  void whatIsOverHoldsForItsImageAndForNoEditAfterIt() {
    Random random = new Random(SEED);
    int over = 0;
    for (int round = 0; round < ROUNDS; round++) {
      TimeFormat format = FORMATS.get(random.nextInt(FORMATS.size()));
      Instant changed = START.plus(millis(random, 3000), ChronoUnit.MILLIS);
      Instant read = changed.plus(millis(random, 4000), ChronoUnit.MILLIS);
      Instant edited = read.plus(millis(random, 2000), ChronoUnit.MILLIS);
      // a field of whole seconds is of a service that has no fractions
      boolean coarse = format == TimeFormat.EPOCH_SECONDS || random.nextBoolean();
      String token = format.write(changed);
      String why =
          "seed " + SEED + ": " + token + " read " + read + " edited " + edited + " " + coarse;
      ModifiedTime time = new ModifiedTime(format, false);
      if (!time.isOver(token, HttpDate.read(HttpDate.write(read)).orElseThrow())) {
        continue;
      }
      over++;
      Instant sent = HttpDate.read(time.date(token).orElseThrow()).orElseThrow();

      assertThat(isTaken(changed, sent, coarse)).as("as it was, %s", why).isTrue();
      assertThat(isTaken(edited, sent, coarse)).as("after an edit, %s", why).isFalse();
    }
    assertThat(over).isBetween(ROUNDS / 4, ROUNDS - ROUNDS / 4);
  }

  private static int millis(Random random, int bound) {
    int millis = random.nextInt(bound);
    return random.nextInt(4) == 0 ? millis / 1000 * 1000 : millis;
  }

  private static boolean isTaken(Instant changed, Instant sent, boolean coarse) {
    return !(coarse ? changed.truncatedTo(ChronoUnit.SECONDS) : changed).isAfter(sent);
  }

  @Test
  void itIsOverASecondLaterAndWhereItHasAFractionTwo() {
    ModifiedTime time = new ModifiedTime(TimeFormat.ISO, false);

    assertThat(time.isOver("2026-01-31T12:00:00Z", Instant.parse("2026-01-31T12:00:00Z")))
        .isFalse();
    assertThat(time.isOver("2026-01-31T12:00:00Z", Instant.parse("2026-01-31T12:00:01Z"))).isTrue();
    String fraction = "2026-01-31T13:00:00.5+01:00";
    assertThat(time.isOver(fraction, Instant.parse("2026-01-31T12:00:01Z"))).isFalse();
    assertThat(time.isOver(fraction, Instant.parse("2026-01-31T12:00:02Z"))).isTrue();
    assertThat(time.isOver("never", Instant.parse("2026-01-31T12:00:02Z"))).isFalse();
    assertThat(new ModifiedTime(TimeFormat.ISO, true).isOver(fraction, Instant.EPOCH))
        .as("weak")
        .isTrue();
  }

  @Test
  void itGoesAsADateOfTheFixedForm() {
    assertThat(new ModifiedTime(TimeFormat.EPOCH_SECONDS, false).date("784111777"))
        .contains("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(new ModifiedTime(TimeFormat.EPOCH_MILLIS, false).date("784111777001"))
        .contains("Sun, 06 Nov 1994 08:49:38 GMT");
    assertThat(new ModifiedTime(TimeFormat.EPOCH_MILLIS, true).date("784111777999"))
        .as("weak")
        .contains("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(new ModifiedTime(TimeFormat.HTTP_DATE, false).date("Sun, 6 Nov 1994 08:49:37 GMT"))
        .as("as it came")
        .contains("Sun, 6 Nov 1994 08:49:37 GMT");
  }

  @Test
  void whatHasNoDateHasNone() {
    ModifiedTime time = new ModifiedTime(TimeFormat.ISO, false);

    assertThat(time.date("")).isEmpty();
    assertThat(time.date("2026-01-31")).isEmpty();
    assertThat(time.date("2026-01-31T12:00:00")).as("no offset").isEmpty();
    assertThat(time.date("9999-12-31T23:59:59.5Z")).as("of no year with four digits").isEmpty();
    assertThat(time.date("-0001-01-01T00:00:00Z")).isEmpty();
    assertThat(new ModifiedTime(TimeFormat.EPOCH_MILLIS, false).date("9223372036854775807"))
        .isEmpty();
    assertThat(new ModifiedTime(TimeFormat.EPOCH_SECONDS, false).date("1e9")).isEmpty();
  }
}
