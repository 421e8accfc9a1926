package io.syncline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

  /** The moment is a Thursday. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * *          | 2024-02-29T10:31
          */20 * * * *       | 2024-02-29T10:40
          30 * * * *         | 2024-02-29T11:30
          10-20/5 * * * *    | 2024-02-29T11:10
          50/5 * * * *       | 2024-02-29T10:50
          0 9-17 * * *       | 2024-02-29T11:00
          0 3 * * *          | 2024-03-01T03:00
          30 10 * * *        | 2024-03-01T10:30
          0 3 * * SUN        | 2024-03-03T03:00
          0 3 * * 7          | 2024-03-03T03:00
          0 8 * * mon-fri    | 2024-03-01T08:00
          15,45 0 1 * *      | 2024-03-01T00:15
          0 0 31 * *         | 2024-03-31T00:00
          0 0 29 2 *         | 2028-02-29T00:00
          0 0 15 6 MON       | 2024-06-03T00:00
          0 0 */2 6 MON      | 2024-06-03T00:00
          59 23 31 DEC *     | 2024-12-31T23:59
          """)
  void theNextTimeIsTheFirstThatFits(String cron, LocalDateTime next) {
    assertThat(Cron.of(cron).next(LocalDateTime.of(2024, 2, 29, 10, 30))).contains(next);
  }

  @Test
  void secondsAreTheMinuteTheyAreIn() {
    LocalDateTime within = LocalDateTime.of(2024, 2, 29, 10, 30, 59, 7);

    assertThat(Cron.of("31 10 * * *").next(within)).contains(LocalDateTime.of(2024, 2, 29, 10, 31));
  }

  /** Against a walk over every minute of a year and more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7 */5 1-10 2,3 SAT
          0,30 6 * */4 1-5/2
          59 23 29-31 * *
          """)
  void noMinuteIsPassedOver(String text) {
    Cron cron = Cron.of(text);
    LocalDateTime begin = LocalDateTime.of(2023, 12, 31, 23, 0);
    LocalDateTime end = begin.plusDays(400);
    List<LocalDateTime> jumped = new ArrayList<>();
    LocalDateTime next = cron.next(begin).orElseThrow();
    while (next.isBefore(end)) {
      jumped.add(next);
      next = cron.next(next).orElseThrow();
    }

    List<LocalDateTime> walked = new ArrayList<>();
    for (LocalDateTime each = begin.plusMinutes(1);
        each.isBefore(end);
        each = each.plusMinutes(1)) {
      if (cron.next(each.minusMinutes(1)).orElseThrow().equals(each)) {
        walked.add(each);
      }
    }

    assertThat(jumped).isNotEmpty().isEqualTo(walked).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 3 * *        | must be minute, hour, day, month and weekday: cron=0 3 * *
          60 * * * *     | must be a list of 0-59, ranges and steps: minute=60
          * 1-24 * * *   | must be a list of 0-23, ranges and steps: hour=1-24
          * 9-5 * * *    | must be a list of 0-23, ranges and steps: hour=9-5
          */0 * * * *    | must be a list of 0-59, ranges and steps: minute=*/0
          1,,2 * * * *   | must be a list of 0-59, ranges and steps: minute=
          * * 0 * *      | must be a list of 1-31, ranges and steps: day=0
          * * * JANUAR * | must be a list of 1-12, ranges and steps: month=JANUAR
          * * * * -1     | must be a list of 0-7, ranges and steps: weekday=-1
          0 0 30 2 *     | must be a day that comes: cron=0 0 30 2 *
          """)
  void whatIsNoExpressionIsSaidToBe(String text, String fault) {
    assertThatThrownBy(() -> Cron.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(fault);
  }
}
