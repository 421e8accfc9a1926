package io.syncline.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDateTimeTest {

  @Test
  void fractionsOfOneToNineDigitsAreRead() {
    LocalDateTime whole = LocalDateTime.of(2024, 2, 29, 12, 34, 56);

    assertThat(PlainDateTime.read("2024-02-29 12:34:56")).contains(whole);
    assertThat(PlainDateTime.read("2024-02-29 12:34:56.5")).contains(whole.withNano(500_000_000));
    assertThat(PlainDateTime.read("2024-02-29 12:34:56.000001")).contains(whole.withNano(1_000));
    assertThat(PlainDateTime.read("2024-02-29 12:34:56.123456789"))
        .contains(whole.withNano(123_456_789));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-02-29",
        "2024-02-29T12:34:56",
        "2024-02-29 12:34",
        "2024-02-29 12:34:56.",
        "2024-02-29 12:34:56.1234567890",
        "2024-02-29 12:34:56 BC",
        "2024-02-29 12:34:56Z",
        "10000-01-01 00:00:00",
        "-infinity and no date",
        "2024-02-29 12:34:5\u0666"
      })
  void otherFormsAreNoneOfIts(String text) {
    assertThat(PlainDateTime.isOne(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-02-29 00:00:00", "2024-13-01 00:00:00", "2024-01-01 24:00:00"})
  void aDayOrTimeThatThereIsNotIsEmpty(String text) {
    assertThat(PlainDateTime.isOne(text)).isTrue();
    assertThat(PlainDateTime.read(text)).isEmpty();
  }
}
