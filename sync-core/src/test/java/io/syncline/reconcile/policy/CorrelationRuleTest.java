package io.syncline.reconcile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Row;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrelationRuleTest {

  private static final EqualFields RULE =
      CorrelationRule.on("name", Normaliser.lower()).and("zip", Normaliser.digits());

  private static Row row(String name, Value zip) {
    return Row.of(List.of("name", "zip"), Value.of(name), zip);
  }

  @Test
  void equalAfterNormalisingIsEqual() {
    assertThat(RULE.key(row(" Ann\u00a0", Value.of("D-10 1"))))
        .isEqualTo(RULE.key(row("ann", Value.of("101"))))
        .isPresent();
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    EqualFields rule = CorrelationRule.on("name", "zip");

    assertThat(rule.key(row("a|b", Value.of("c"))))
        .isNotEqualTo(rule.key(row("a", Value.of("b|c"))));
  }

  @Test
  void nullAbsentAndEmptyMatchNothing() {
    assertThat(RULE.key(row("ann", Value.NULL))).isEmpty();
    assertThat(RULE.key(row(" ", Value.of("1")))).isEmpty();
    assertThat(RULE.key(row("ann", Value.of("-")))).isEmpty();
    assertThat(RULE.key(Row.of("name", Value.of("ann")))).isEmpty();
  }

  @Test
  void numbersCompareByValue() {
    EqualFields rule = CorrelationRule.on("zip");

    assertThat(rule.key(row("a", Value.of(new BigDecimal("1.0")))))
        .isEqualTo(rule.key(row("a", Value.of(new BigDecimal("1.00")))));
  }

  @Test
  void wordsHaveNeitherOrderNorPunctuation() {
    assertThat(Normaliser.words().normalise("(Smith), Ann-MARY ")).isEqualTo("ann mary smith");
    assertThat(Normaliser.words().normalise("...")).isEmpty();
  }
}
