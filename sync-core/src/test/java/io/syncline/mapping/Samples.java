package io.syncline.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Short names for values and outcomes. */
final class Samples {

  private Samples() {}

  static Value text(String text) {
    return Value.of(text);
  }

  static Value number(String number) {
    return Value.of(new BigDecimal(number));
  }

  static Value date(String date) {
    return Value.of(LocalDate.parse(date));
  }

  static Value dateTime(String time) {
    return Value.of(LocalDateTime.parse(time));
  }

  static Value instant(String instant) {
    return Value.of(Instant.parse(instant));
  }

  static void assertDone(Converted converted, Value value) {
    assertThat(converted).isEqualTo(Converted.done(value));
  }

  static void assertDone(Converted converted, String text) {
    assertDone(converted, Value.of(text));
  }

  static void assertFault(Converted converted, String reason) {
    assertThat(converted).isEqualTo(Converted.fault(reason));
  }
}
