package io.syncline.mapping;

import static io.syncline.mapping.Lenses.dictionary;
import static io.syncline.mapping.Lenses.flag;
import static io.syncline.mapping.Samples.assertDone;
import static io.syncline.mapping.Samples.assertFault;
import static io.syncline.mapping.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.syncline.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DictionaryLensTest {

  private static final DictionaryLens STATUS =
      dictionary("A", "active", "B", "blocked", "X", "blocked");

  @Test
  void codesHaveMeanings() {
    assertDone(STATUS.get(text("A")), "active");
    assertDone(STATUS.get(text("X")), "blocked");
    assertThat(STATUS.isLossy()).isFalse();
  }

  @Test
  void firstOfSeveralCodesIsWrittenUnlessAnotherStandsThere() {
    assertDone(STATUS.put(text("blocked")), "B");
    assertDone(STATUS.put(text("blocked"), text("A")), "B");
    assertDone(STATUS.put(text("blocked"), text("X")), "X");
  }

  @Test
  void unknownIsAFault() {
    assertFault(STATUS.get(text("Z")), "must be one of [A, B, X]: value=Z");
    assertFault(STATUS.put(text("gone")), "must be one of [active, blocked]: value=gone");
  }

  @Test
  void longDictionariesAreNotListedInFaults() {
    Map<Value, Value> many = new LinkedHashMap<>();
    for (int i = 0; i < 21; i++) {
      many.put(Value.of(i), text("m" + i));
    }

    assertFault(dictionary(many).get(Value.of(99)), "must be one of the dictionary: value=99");
  }

  @Test
  void unknownMayPass() {
    DictionaryLens lens = STATUS.passUnknown();

    assertDone(lens.get(text("Z")), "Z");
    assertDone(lens.put(text("Z")), "Z");
    assertFault(lens.put(text("A")), "must not be a code of another meaning: value=A");
  }

  @Test
  void unknownMayMeanADefault() {
    DictionaryLens lens = STATUS.unknownAs("active");

    assertDone(lens.get(text("Z")), "active");
    assertDone(lens.put(text("active"), text("Z")), "Z");
    assertDone(lens.put(text("gone")), "A");
    assertThat(lens.isLossy()).isTrue();
  }

  @Test
  void nullMayHaveAMeaningOfItsOwn() {
    Map<Value, Value> meanings = new LinkedHashMap<>();
    meanings.put(Value.of(1), text("yes"));
    meanings.put(Value.NULL, text("no"));
    Lens lens = dictionary(meanings);

    assertDone(lens.get(Value.NULL), "no");
    assertDone(lens.put(text("no"), Value.of(1)), Value.NULL);
    assertFault(lens.put(Value.NULL), "must be one of [yes, no]: value=null");
  }

  @Test
  void nullIsNullWhereTheDictionaryDoesNotNameIt() {
    assertDone(STATUS.unknownAs("active").get(Value.NULL), Value.NULL);
    assertDone(STATUS.put(Value.NULL, text("A")), Value.NULL);
  }

  @Test
  void flagsAreTwoTexts() {
    assertDone(flag("Y", "N").get(text("Y")), Value.of(true));
    assertDone(flag("Y", "N").put(Value.of(false), text("Y")), "N");
    assertFault(flag("Y", "N").get(text("y")), "must be one of [Y, N]: value=y");
  }

  @Test
  void mistakesAreRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dictionary("A", "active", "B"))
        .withMessage("must be pairs of code and meaning: dictionary=[A, active, B]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dictionary("A", "active", "A", "blocked"))
        .withMessage("must name a code once: dictionary=[A, active, A, blocked] code=A");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dictionary(Map.of()))
        .withMessage("must have an entry: dictionary={}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STATUS.unknownAs("gone"))
        .withMessage("must be one of [active, blocked]: unknownAs=gone");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flag("Y", "Y"))
        .withMessage("must differ: yes=Y no=Y");
  }
}
