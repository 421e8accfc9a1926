package io.syncline.mapping;

import static io.syncline.mapping.Lenses.cut;
import static io.syncline.mapping.Lenses.oneWay;
import static io.syncline.mapping.Lenses.trim;
import static io.syncline.mapping.Samples.number;
import static io.syncline.mapping.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Each law is broken on purpose, by a lens that keeps the others where it can. */
final class LensLawsTest {

  @Test
  void lawfulLensBreaksNothing() {
    assertThat(check(trim(), List.of(text(" a ")), List.of(text("b"), text(" c")))).isEmpty();
  }

  @Test
  void undeclaredLossBreaksPutGet() {
    Lens lens = Lens.of(LensLawsTest::same, LensLawsTest::capitals);

    assertThat(check(lens, List.of(), List.of(text("a"))))
        .containsExactly(
            new Violation(
                Law.PUT_GET,
                "name",
                text("a"),
                Value.NULL,
                Converted.done(text("a")),
                Converted.done(text("A"))));
    assertThat(check(lens.lossy(), List.of(), List.of(text("a")))).isEmpty();
  }

  @Test
  void whatIsReadButNotShownBreaksStable() {
    Lens lens = Lens.of(LensLawsTest::same, LensLawsTest::capitals).lossy();

    assertThat(check(lens, List.of(text("a")), List.of()))
        .containsExactly(
            new Violation(
                Law.STABLE,
                "name",
                text("a"),
                Value.NULL,
                Converted.done(text("a")),
                Converted.done(text("A"))));
  }

  @Test
  void shownFormThatChangesAgainBreaksStable() {
    Lens lens = Lens.of(value -> text(value + "!"), LensLawsTest::same).lossy();

    assertThat(check(lens, List.of(), List.of(text("a"))))
        .extracting(Violation::law)
        .containsExactly(Law.STABLE);
  }

  @Test
  void lensThatForgetsBetweenCallsBreaksGetPut() {
    int[] calls = new int[1];
    Lens lens = Lens.of(value -> Value.of(calls[0]++), LensLawsTest::same).lossy();

    assertThat(check(lens, List.of(text("a")), List.of()))
        .extracting(Violation::law)
        .contains(Law.GET_PUT);
  }

  @Test
  void lensThatRemembersTheOldValueBreaksPutPut() {
    Lens lens =
        Lens.of(
                LensLawsTest::same,
                (canonical, old) -> old.isNull() ? canonical : text("" + old + canonical))
            .lossy();

    assertThat(check(lens, List.of(), List.of(text("a"), text("b"))))
        .extracting(Violation::law)
        .contains(Law.PUT_PUT);
  }

  @Test
  void compositionInTheWrongOrderIsFound() {
    assertThat(check(trim().then(cut(4)), List.of(text("ab  cd")), List.of()))
        .extracting(Violation::law)
        .containsExactly(Law.STABLE);
    assertThat(check(cut(4).then(trim()), List.of(text("ab  cd")), List.of())).isEmpty();
  }

  @Test
  void refusedValuesBreakNothing() {
    assertThat(check(trim(), List.of(number("1")), List.of(number("2")))).isEmpty();
  }

  @Test
  void oneWayLensOwesNoWayBack() {
    Lens lens = oneWay(LensLawsTest::capitals);

    assertThat(check(lens, List.of(text("a")), List.of(text("b")))).isEmpty();
  }

  private static Value same(Value value) {
    return value;
  }

  private static Value capitals(Value value) {
    return text(value.toString().toUpperCase(Locale.ROOT));
  }

  private static List<Violation> check(Lens lens, List<Value> natives, List<Value> canonicals) {
    return LensLaws.check("name", lens, natives, canonicals);
  }
}
