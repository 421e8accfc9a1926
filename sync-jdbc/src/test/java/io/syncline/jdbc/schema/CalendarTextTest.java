package io.syncline.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalendarTextTest {

  static Stream<LocalDateTime> times() {
    return Stream.of(
        LocalDateTime.of(2024, 2, 29, 12, 0),
        LocalDateTime.of(1, 1, 1, 0, 0, 1),
        LocalDateTime.of(-43, 3, 15, 1, 2, 3, 4_000),
        LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000));
  }

  @ParameterizedTest
  @MethodSource("times")
  void timesAreReadAsTheDatabaseWritesThemAndAsJavaDoes(LocalDateTime time) {
    Instant instant = time.toInstant(ZoneOffset.UTC);
    LocalDate date = time.toLocalDate();

    assertThat(CalendarText.dateTime(CalendarText.of(time))).contains(time);
    assertThat(CalendarText.dateTime(time.toString())).contains(time);
    assertThat(CalendarText.dateTime(instant.toString())).contains(time);
    assertThat(CalendarText.dateTime(CalendarText.of(date))).contains(date.atStartOfDay());
    assertThat(CalendarText.dateTime(date.toString())).contains(date.atStartOfDay());
  }
}
