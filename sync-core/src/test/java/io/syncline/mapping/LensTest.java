package io.syncline.mapping;

import static io.syncline.mapping.Lenses.cents;
import static io.syncline.mapping.Lenses.decimalText;
import static io.syncline.mapping.Lenses.epochSeconds;
import static io.syncline.mapping.Lenses.identity;
import static io.syncline.mapping.Lenses.oneWay;
import static io.syncline.mapping.Lenses.scale;
import static io.syncline.mapping.Lenses.trim;
import static io.syncline.mapping.Lenses.upper;
import static io.syncline.mapping.Samples.assertDone;
import static io.syncline.mapping.Samples.assertFault;
import static io.syncline.mapping.Samples.instant;
import static io.syncline.mapping.Samples.number;
import static io.syncline.mapping.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import org.junit.jupiter.api.Test;

final class LensTest {

  @Test
  void oldValueThatShowsTheCanonicalOneStaysAsItIs() {
    assertDone(trim().put(text("Ann"), text("  Ann ")), "  Ann ");
    assertDone(trim().put(text("Bob"), text("  Ann ")), "Bob");
  }

  @Test
  void oldValueThatShowsTheShownFormStaysAsItIs() {
    Lens lens = decimalText("0.00").then(scale(2));

    assertDone(lens.put(number("1.2345"), text("1.230")), "1.230");
    assertDone(lens.put(number("1.2399"), text("1.230")), "1.24");
  }

  @Test
  void oldValueThatCannotBeReadIsWrittenOver() {
    assertDone(decimalText("0.00").put(number("1"), text("one")), "1.00");
  }

  @Test
  void nullMapsToNull() {
    assertDone(trim().get(Value.NULL), Value.NULL);
    assertDone(trim().put(Value.NULL, text("a")), Value.NULL);
    assertDone(trim().then(upper()).put(Value.NULL), Value.NULL);
  }

  @Test
  void lensesCompose() {
    Lens lens = trim().then(upper());

    assertDone(lens.get(text(" ann ")), "ANN");
    assertDone(lens.put(text("bob")), "BOB");
    assertThat(lens.isLossy()).isTrue();
    assertThat(identity().then(identity()).isLossy()).isFalse();
  }

  @Test
  void kindsAreBridgedWithinAComposition() {
    Lens lens = trim().then(epochSeconds());

    assertDone(lens.get(text(" 60 ")), instant("1970-01-01T00:01:00Z"));
    assertDone(lens.put(instant("1970-01-01T00:01:01Z"), text(" 60 ")), "61");
    assertDone(lens.put(instant("1970-01-01T00:01:01Z")), "61");
  }

  @Test
  void faultOfOneLensIsThatOfTheComposition() {
    assertFault(trim().then(cents()).get(text(" x ")), "must be a number such as -12.50: value=x");
  }

  @Test
  void wrongKindIsAFault() {
    assertFault(trim().get(Value.of(5)), "must be TEXT, not INTEGER: value=5");
    assertFault(trim().put(Value.of(true)), "must be TEXT, not BOOLEAN: value=true");
  }

  @Test
  void shownIsWhatComesBack() {
    assertDone(trim().shown(text(" Ann ")), "Ann");
  }

  @Test
  void customFunctionsNeverThrow() {
    Lens lens =
        Lens.of(
            value -> Value.of(Long.parseLong(value.toString())), value -> text(value.toString()));

    assertDone(lens.get(text("7")), Value.of(7));
    assertDone(lens.put(Value.of(8), text("7")), "8");
    assertFault(
        lens.get(text("x")),
        "must be a value that the custom lens takes, not fail with"
            + " java.lang.NumberFormatException: For input string: \"x\": value=x");
  }

  @Test
  void customFunctionMustNotGiveNull() {
    Lens lens = Lens.of(value -> null, value -> value);

    assertFault(lens.get(text("x")), "must not give null: use Value.NULL: value=x");
  }

  @Test
  void customFunctionMayKeepTheOldFormat() {
    Lens lens =
        Lens.of(
            value -> text(value.toString().replace("#", "")),
            (canonical, old) -> text((old.toString().startsWith("#") ? "#" : "") + canonical));

    assertDone(lens.put(text("b"), text("#a")), "#b");
    assertDone(lens.put(text("b")), "b");
  }

  @Test
  void oneWayLensCannotGoBack() {
    Lens initial = oneWay(value -> text(value.toString().substring(0, 1)));

    assertDone(initial.get(text("Ann")), "A");
    assertDone(initial.put(text("A"), text("Ann")), "Ann");
    assertFault(
        initial.put(text("B"), text("Ann")), "must not be written, the lens is one-way: value=B");
    assertThat(initial.isOneWay()).isTrue();
    assertThat(initial.then(upper()).isOneWay()).isTrue();
  }

  @Test
  void customLensMayBeDeclaredLossy() {
    Lens lens = Lens.of(value -> value, value -> value).lossy();

    assertThat(lens.isLossy()).isTrue();
    assertThat(lens.isOneWay()).isFalse();
    assertDone(lens.put(text("a")), "a");
  }
}
