package io.syncline.mapping;

import static io.syncline.mapping.Lenses.phone;
import static io.syncline.mapping.Samples.assertDone;
import static io.syncline.mapping.Samples.assertFault;
import static io.syncline.mapping.Samples.text;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.syncline.model.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneLensTest {

  private static final Value NUMBER = text("+8613812345678");
  private static final Value OTHER = text("+8613987654321");

  private final PhoneLens lens = phone("CN");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+86-138-1234-5678",
        "13812345678",
        "138 1234 5678",
        " 138-1234-5678 ",
        "008613812345678",
        "+86 (138) 1234.5678",
        "tel:+86-138-1234-5678"
      })
  void everyFormOfANumberMeansTheSame(String form) {
    assertDone(lens.get(text(form)), NUMBER);
    assertDone(lens.put(NUMBER, text(form)), form);
  }

  @ParameterizedTest
  @CsvSource({
    "+86-138-1234-5678, +86-139-8765-4321",
    "+86 138 1234 5678, +86 139 8765 4321",
    "+8613812345678, +8613987654321",
    "13812345678, 13987654321",
    "138-1234-5678, 139-8765-4321",
    "0086 138 1234 5678, 0086 139 8765 4321"
  })
  void changedNumberIsWrittenInTheFormOfTheOld(String old, String written) {
    assertDone(lens.put(OTHER, text(old)), written);
  }

  @Test
  void numberWithoutAnOldFormIsWrittenAsE164() {
    assertDone(lens.put(OTHER), OTHER);
    assertDone(lens.put(OTHER, Value.NULL), OTHER);
    assertDone(lens.put(OTHER, text("unknown")), OTHER);
  }

  @Test
  void formMayBeStated() {
    assertDone(lens.national().put(OTHER), "139 8765 4321");
    assertDone(lens.international().put(OTHER, text("13812345678")), "+86 139 8765 4321");
    assertDone(lens.digits().put(OTHER), "13987654321");
    assertDone(lens.e164().put(OTHER, text("13812345678")), OTHER);
  }

  @Test
  void landlineKeepsItsTrunkPrefix() {
    assertDone(lens.get(text("010-6552-9988")), "+861065529988");
    assertDone(lens.put(text("+861065529989"), text("13812345678")), "01065529989");
  }

  @Test
  void numberOfAnotherCountryIsWrittenInternationally() {
    Value german = text("+4930123456");

    assertDone(lens.put(german, text("13812345678")), "+4930123456");
    assertDone(lens.national().put(german), "+49 30 123456");
  }

  @Test
  void extensionIsPartOfTheNumber() {
    Value canonical = text("+861065529988;ext=9");

    assertDone(lens.get(text("010 6552 9988 ext. 9")), canonical);
    assertDone(lens.shown(canonical), canonical);
    assertDone(lens.digits().shown(canonical), canonical);
  }

  @Test
  void canonicalNumberInAnotherFormShowsAsE164() {
    assertDone(lens.shown(text("138 1234 5678")), NUMBER);
  }

  @Test
  void blankIsNull() {
    assertDone(lens.get(text("  ")), Value.NULL);
    assertDone(lens.put(Value.NULL, text("  ")), "  ");
    assertDone(lens.put(text(" ")), Value.NULL);
  }

  @Test
  void whatIsNoValidNumberIsAFault() {
    assertFault(
        lens.get(text("see notes")), "must be a valid phone number in region CN: value=see notes");
    assertFault(lens.put(text("123")), "must be a valid phone number in region CN: value=123");
    assertFault(
        lens.get(text("1".repeat(101))),
        "must be a valid phone number in region CN: value=" + "1".repeat(101));
  }

  @Test
  void lenientLensLetsAnythingPassTrimmed() {
    assertDone(lens.lenient().get(text(" see notes ")), "see notes");
    assertDone(lens.lenient().put(text("see notes"), text(" see notes ")), " see notes ");
    assertDone(lens.lenient().get(text("13812345678")), NUMBER);
  }

  @Test
  void unknownRegionIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> phone("China"))
        .withMessage("must be a region such as CN or DE: region=China");
  }
}
