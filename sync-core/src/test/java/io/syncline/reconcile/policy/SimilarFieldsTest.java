package io.syncline.reconcile.policy;

import static io.syncline.reconcile.policy.Normaliser.digits;
import static io.syncline.reconcile.policy.Normaliser.lower;
import static io.syncline.reconcile.policy.Normaliser.words;
import static io.syncline.reconcile.policy.Similarity.equal;
import static io.syncline.reconcile.policy.Similarity.jaroWinkler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.syncline.model.Row;
import io.syncline.model.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarFieldsTest {

  private static final SimilarFields RULE =
      CorrelationRule.similar(
              CorrelationRule.on("zip", digits()), CorrelationRule.on("phone", digits()))
          .compare("name", 3, lower(), equal())
          .compare("city", equal())
          .thresholds(0.9, 0.7);

  private static Row row(String name, String city) {
    return Row.of(List.of("name", "city"), text(name), text(city));
  }

  private static Value text(String text) {
    return text == null ? Value.NULL : Value.of(text);
  }

  @Test
  void weightsCountByTheirProportion() {
    assertThat(RULE.score(row("Ann", "Oslo"), row("ANN", "Rome"))).isCloseTo(0.75, within(1e-9));
    assertThat(RULE.score(row("Ann", "Oslo"), row("Bob", "Oslo"))).isCloseTo(0.25, within(1e-9));
    assertThat(RULE.score(row("Ann", "Oslo"), row("ann ", "Oslo"))).isEqualTo(1);
  }

  @Test
  void whatIsMissingSaysNothing() {
    assertThat(RULE.score(row("Ann", null), row("Ann", "Rome"))).isEqualTo(1);
    assertThat(RULE.score(row(" ", "Oslo"), row("Bob", "Oslo"))).isEqualTo(1);
    assertThat(RULE.score(row("Ann", "Oslo"), Row.empty())).isZero();
  }

  @Test
  void rowsAreLookedForInEachOfTheirBlocks() {
    Row both = Row.of(List.of("zip", "phone"), Value.of("D-1010"), Value.of("1010"));

    assertThat(RULE.keys(both)).containsExactly("0:1010", "1:1010");
    assertThat(RULE.keys(Row.of("phone", Value.of("+1010")))).containsExactly("1:1010");
    assertThat(RULE.keys(Row.of("zip", Value.of("-")))).isEmpty();
  }

  @Test
  void itLooksAtTheFieldsOfItsBlocksToo() {
    assertThat(RULE.fields()).containsExactly("zip", "phone", "name", "city");
  }

  @Test
  void namesInAnotherOrderAreTheSameWords() {
    SimilarFields names =
        CorrelationRule.similar(CorrelationRule.on("zip"))
            .compare("name", 1, words(), jaroWinkler())
            .thresholds(0.95, 0.8);

    assertThat(names.score(row("Smith, Ann-Mary", null), row("ann mary SMITH", null))).isEqualTo(1);
  }

  @Test
  void aRuleThatComparesAllWithAllOrNothingIsRefused() {
    assertThatThrownBy(() -> CorrelationRule.similar().compare("name", equal()).thresholds(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have a block, or all is compared: blocks=[]");
    assertThatThrownBy(() -> CorrelationRule.similar(CorrelationRule.on("zip")).thresholds(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must compare a field: compared=[]");
    assertThatThrownBy(() -> new ComparedField("name", 0, lower(), equal()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be > 0: weight=0.0 field=name");
  }

  @Test
  void thresholdsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> new Thresholds(0.8, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be 0 < doubt <= accept <= 1: doubt=0.9 accept=0.8");
    assertThatThrownBy(() -> new Thresholds(0.8, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thresholdsAreReachedByEqualScores() {
    Thresholds thresholds = new Thresholds(0.9, 0.7);

    assertThat(thresholds.accepts(0.9)).isTrue();
    assertThat(thresholds.accepts(0.89)).isFalse();
    assertThat(thresholds.doubts(0.7)).isTrue();
    assertThat(thresholds.doubts(0.69)).isFalse();
    assertThat(new Thresholds(1, 1)).isEqualTo(Thresholds.CERTAIN);
    assertThatThrownBy(() -> new Thresholds(0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be 0 < doubt <= accept <= 1: doubt=0.0 accept=0.5");
  }

  @Test
  void aWeightIsFinite() {
    assertThatThrownBy(() -> new ComparedField("name", Double.POSITIVE_INFINITY, lower(), equal()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be > 0: weight=Infinity field=name");
  }
}
