package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.mapping.Lens;
import io.syncline.mapping.Lenses;
import io.syncline.model.FieldType;
import io.syncline.model.Value;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The contract finds what is wrong. */
class LensContractTest {

  abstract static class OfAWrongLens extends LensContract {
    private final Lens lens;

    OfAWrongLens(Lens lens) {
      this.lens = lens;
    }

    @Override
    protected Lens lens() {
      return lens;
    }

    @Override
    protected FieldType type() {
      return FieldType.text(20);
    }
  }

  private static Value same(Value value) {
    return value;
  }

  private static Value upper(Value value) {
    return Value.of(value.toString().toUpperCase(Locale.ROOT));
  }

  static class OfOneThatLosesDetail extends OfAWrongLens {
    OfOneThatLosesDetail() {
      super(Lens.of(LensContractTest::same, LensContractTest::upper));
    }
  }

  @Test
  void aLensThatLosesDetailUndeclaredIsFound() {
    assertThat(BrokenPromises.why(OfOneThatLosesDetail.class))
        .hasEntrySatisfying(
            "whatIsPutIsRead()",
            why ->
                assertThat(why)
                    .startsWith("must keep PUT_GET: given=")
                    .contains(" expected=Done[value=", " found=Done[value=")
                    .endsWith(" seed=1"));
  }

  static class OfOneThatReadsWhatItWouldNotShow extends OfAWrongLens {
    OfOneThatReadsWhatItWouldNotShow() {
      super(Lens.of(LensContractTest::same, LensContractTest::upper).lossy());
    }
  }

  @Test
  void aLensThatReadsWhatItWouldNotShowIsFound() {
    Map<String, String> why = BrokenPromises.why(OfOneThatReadsWhatItWouldNotShow.class);

    assertThat(why).doesNotContainKey("puttingBackWhatWasReadChangesNothing()");
    assertThat(why.get("whatIsShownIsStable()")).startsWith("must keep STABLE: given=");
  }

  static class OfOneThatAdds extends OfAWrongLens {
    OfOneThatAdds() {
      super(
          Lens.of(
                  LensContractTest::same,
                  (canonical, old) ->
                      old.isNull() ? canonical : Value.of(old + canonical.toString()))
              .lossy());
    }
  }

  @Test
  void aLensThatRemembersWhatWasPutBeforeIsFound() {
    assertThat(BrokenPromises.why(OfOneThatAdds.class))
        .hasEntrySatisfying(
            "theLastPutWinsAlone()",
            why -> assertThat(why).startsWith("must keep PUT_PUT: given="));
  }

  static class OfOneThatCounts extends OfAWrongLens {
    private static final AtomicInteger CALLS = new AtomicInteger();

    OfOneThatCounts() {
      super(Lens.of(value -> Value.of(CALLS.incrementAndGet()), LensContractTest::same).lossy());
    }
  }

  @Test
  void aLensThatAnswersAnewEachTimeIsFound() {
    assertThat(BrokenPromises.why(OfOneThatCounts.class))
        .containsKey("puttingBackWhatWasReadChangesNothing()")
        .hasEntrySatisfying(
            "theSameValuesGiveTheSameAnswer()",
            why -> assertThat(why).startsWith("[the same values once more, seed=1]"));
  }

  static class OfOneForOthers extends OfAWrongLens {
    OfOneForOthers() {
      super(Lenses.scale(2));
    }
  }

  @Test
  void aLensThatTakesNothingOfTheFieldIsFound() {
    assertThat(BrokenPromises.why(OfOneForOthers.class))
        .hasEntrySatisfying(
            "someValuesOfTheFieldAreTaken()",
            why -> assertThat(why).contains("[how many of 120 values of text(20) it takes]"));
  }

  static class OfOneWithAnotherNull extends OfAWrongLens {
    OfOneWithAnotherNull() {
      super(Lenses.nullAs("none"));
    }
  }

  @Test
  void aLensThatMakesSomethingOfNullUnsaidIsFound() {
    assertThat(BrokenPromises.why(OfOneWithAnotherNull.class))
        .containsOnlyKeys("nullIsReadAndShown()")
        .hasEntrySatisfying(
            "nullIsReadAndShown()",
            why -> assertThat(why).startsWith("[what a native NULL is canonically]"));
  }
}
