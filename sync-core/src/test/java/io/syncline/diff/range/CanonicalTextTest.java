package io.syncline.diff.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CanonicalTextTest {

  private static String text(Value value) {
    return new CanonicalText(List.of(DigestField.of(value.kind()))).text(List.of(value));
  }

  private static String text(Value value, int digits) {
    return new CanonicalText(List.of(new DigestField(value.kind(), digits))).text(List.of(value));
  }

  @Test
  void everyKindHasOneText() {
    assertThat(text(Value.of(true))).isEqualTo("1:1");
    assertThat(text(Value.of(Long.MIN_VALUE))).isEqualTo("20:-9223372036854775808");
    assertThat(text(Value.of(new BigDecimal("1500.50")))).isEqualTo("6:1500.5");
    assertThat(text(Value.of(new BigDecimal("0E+7")))).isEqualTo("1:0");
    assertThat(text(Value.of(new BigDecimal("1E+3")))).isEqualTo("4:1000");
    assertThat(text(Value.of("é😀"))).isEqualTo("6:é😀");
    assertThat(text(Value.of(new byte[] {0, -1}))).isEqualTo("4:00ff");
    assertThat(text(Value.of(LocalDate.of(1969, 12, 31)))).isEqualTo("2:-1");
    assertThat(text(Value.of(LocalTime.of(0, 0, 1)))).isEqualTo("7:1000000");
    assertThat(text(Value.of(LocalDateTime.of(1970, 1, 1, 0, 0, 1)))).isEqualTo("7:1000000");
    assertThat(text(Value.of(Instant.EPOCH))).isEqualTo("1:0");
    assertThat(text(Value.of(new UUID(0, 10)))).isEqualTo("32:0000000000000000000000000000000a");
  }

  @Test
  void fieldsDoNotRunIntoEachOther() {
    CanonicalText two =
        new CanonicalText(List.of(DigestField.of(ValueKind.TEXT), DigestField.of(ValueKind.TEXT)));

    assertThat(two.text(List.of(Value.of("a"), Value.of("1:b")))).isEqualTo("1:a3:1:b");
    assertThat(two.text(List.of(Value.of("a1"), Value.of("b")))).isEqualTo("2:a11:b");
    assertThat(two.text(List.of(Value.NULL, Value.of("")))).isEqualTo("-0:");
    assertThat(two.text(List.of(Value.of("-"), Value.NULL))).isEqualTo("1:--");
  }

  @Test
  void finerFractionsAreCutOffTowardsThePast() {
    Instant before = Instant.parse("1969-12-31T23:59:59.999999999Z");

    assertThat(text(Value.of(before))).isEqualTo("2:-1");
    assertThat(text(Value.of(before), 3)).isEqualTo("5:-1000");
    assertThat(text(Value.of(before), 0)).isEqualTo("8:-1000000");
  }

  @Test
  void theFarEndsOfTimeDoNotOverflow() {
    assertThat(text(Value.of(Instant.MAX))).isEqualTo("23:31556889864403199999999");
  }

  @Test
  void theDigestIsTheFirst64BitsOfTheSha256() {
    CanonicalText none = new CanonicalText(List.of());

    assertThat(none.digest(List.of())).isEqualTo(0xe3b0c44298fc1c14L);
  }

  @Test
  void theFunctionIsNamedByItsFields() {
    CanonicalText text =
        new CanonicalText(
            List.of(DigestField.of(ValueKind.INTEGER), new DigestField(ValueKind.INSTANT, 3)));

    assertThat(text.function()).isEqualTo("text-sha256-1/integer,instant(3)");
  }

  @Test
  void theCoarserOfTwoPrecisionsIsTaken() {
    DigestField text = DigestField.of(ValueKind.TEXT);
    DigestField coarse = new DigestField(ValueKind.TIME, 0);

    assertThat(
            DigestField.coarser(
                List.of(text, DigestField.of(ValueKind.TIME)), List.of(text, coarse)))
        .containsExactly(text, coarse);
  }

  @Test
  void whatHasNoStableTextIsRefused() {
    assertThatThrownBy(() -> new CanonicalText(List.of(DigestField.of(ValueKind.DOUBLE))))
        .hasMessage("must be of a kind whose digest is stable: kind=DOUBLE");
    assertThatThrownBy(() -> new DigestField(ValueKind.TEXT, 3))
        .hasMessage("must be 0 for TEXT: digits=3");
    assertThatThrownBy(() -> new DigestField(ValueKind.TIME, 7))
        .hasMessage("must be 0 to 6: digits=7");
    assertThatThrownBy(
            () ->
                new CanonicalText(List.of(DigestField.of(ValueKind.TEXT)))
                    .digest(List.of(Value.of(1))))
        .hasMessage("must be text: value=1");
    assertThatThrownBy(
            () ->
                DigestField.coarser(
                    List.of(DigestField.of(ValueKind.TEXT)),
                    List.of(DigestField.of(ValueKind.DATE))))
        .hasMessage("must be of one kind: kind=TEXT DATE");
  }
}
