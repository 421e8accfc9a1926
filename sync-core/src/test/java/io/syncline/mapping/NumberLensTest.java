package io.syncline.mapping;

import static io.syncline.mapping.Lenses.cents;
import static io.syncline.mapping.Lenses.decimalText;
import static io.syncline.mapping.Lenses.factor;
import static io.syncline.mapping.Lenses.scale;
import static io.syncline.mapping.Samples.assertDone;
import static io.syncline.mapping.Samples.assertFault;
import static io.syncline.mapping.Samples.number;
import static io.syncline.mapping.Samples.text;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.syncline.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

final class NumberLensTest {

  @Test
  void scaleRoundsHalfUpAwayFromZero() {
    assertDone(scale(2).put(number("1.235")), number("1.24"));
    assertDone(scale(2).put(number("-1.235")), number("-1.24"));
    assertDone(scale(2).put(number("-1.2349")), number("-1.23"));
    assertDone(scale(0).put(number("-0.5")), number("-1"));
    assertDone(scale(2, RoundingMode.DOWN).put(number("1.239")), number("1.23"));
  }

  @Test
  void decimalTextKeepsTheDecimalsOfTheOldText() {
    assertDone(decimalText().get(text("12.50")), number("12.5"));
    assertDone(decimalText().put(number("13"), text("12.50")), "13.00");
    assertDone(decimalText().put(number("13.125"), text("12.50")), "13.125");
    assertDone(decimalText().put(number("13")), "13");
    assertFault(decimalText().get(text("1e9")), "must be a number such as -12.50: value=1e9");
    assertFault(decimalText().get(text("")), "must be a number such as -12.50: value=");
  }

  @Test
  void decimalTextIsWrittenAsThePatternShows() {
    assertDone(decimalText("#,##0.00").put(number("-1234567.5")), "-1,234,567.50");
    assertDone(decimalText("#,##0.00").put(number("-123")), "-123.00");
    assertDone(decimalText("#.##0,00").put(number("1234.5")), "1.234,50");
    assertDone(decimalText("#,##0").put(number("1234")), "1,234");
    assertDone(decimalText("0.0#").put(number("2")), "2.0");
    assertDone(decimalText("0.0#").put(number("0.25")), "0.25");
  }

  @Test
  void decimalTextIsReadWithOrWithoutGrouping() {
    Lens lens = decimalText("#.##0,00");

    assertDone(lens.get(text("1.234.567,50")), number("1234567.5"));
    assertDone(lens.get(text("-1234,5")), number("-1234.5"));
    assertDone(lens.put(number("1234.5"), text("1234,5")), "1234,5");
  }

  @Test
  void decimalTextIsReadStrictly() {
    for (String wrong :
        new String[] {"1,2", "1,23,456", ",123", "1234,567", "1,234,", "x", "", "1.234"}) {
      assertFault(
          decimalText("#,##0.00").get(text(wrong)),
          "must be a number of the form #,##0.00: value=" + wrong);
    }
  }

  @Test
  void decimalTextNeverRounds() {
    assertFault(
        decimalText("0.00").put(number("1.234")),
        "must have at most 2 digits after the point: value=1.234");
    assertDone(decimalText("0.00").then(scale(2)).put(number("1.235")), "1.24");
  }

  @Test
  void hugeNumbersAreRefusedNotWrittenOut() {
    assertFault(
        decimalText("0").get(text("9".repeat(1_001))),
        "must be a number of the form 0: value=" + "9".repeat(1_001));
  }

  @Test
  void centsAreWholeNumbers() {
    assertDone(cents().get(Value.of(1250)), number("12.5"));
    assertDone(cents().put(number("-12.51")), Value.of(-1251));
    assertFault(cents().put(number("12.505")), "must be a whole number: value=1250.5");
    assertFault(
        cents().put(number("1e20")), "must be a number of 64 bits: value=10000000000000000000000");
  }

  @Test
  void factorIsExactBothWays() {
    Lens grams = factor(new BigDecimal("1000"));

    assertDone(grams.get(number("1250")), number("1.25"));
    assertDone(grams.put(number("1.25")), number("1250"));
  }

  @Test
  void mistakesAreRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scale(-1))
        .withMessage("must be >= 0: scale=-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scale(1, RoundingMode.UNNECESSARY))
        .withMessage("must say how to round: rounding=UNNECESSARY");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factor(new BigDecimal("60")))
        .withMessage("must divide 1 with an end to the digits: factor=60");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factor(BigDecimal.ZERO))
        .withMessage("must not be 0: factor=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decimalText("#.00"))
        .withMessage("must be a pattern such as 0.00, 0.##, #,##0.00 or #.##0,00: pattern=#.00");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decimalText("#,##0,00"))
        .withMessage("must group by another character than the point: pattern=#,##0,00");
  }
}
