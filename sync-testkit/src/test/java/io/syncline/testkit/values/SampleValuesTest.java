package io.syncline.testkit.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleValuesTest {

  static Stream<FieldType> types() {
    return Stream.of(
        FieldType.text(),
        FieldType.text(1),
        FieldType.text(80),
        FieldType.oneOf("active", "blocked"),
        FieldType.decimal(),
        FieldType.decimal(1, 1),
        FieldType.decimal(12, 2),
        FieldType.decimal(38, 10),
        FieldType.integer(),
        FieldType.real(),
        FieldType.bool(),
        FieldType.binary(),
        FieldType.date(),
        FieldType.time(),
        FieldType.dateTime(),
        FieldType.instant(),
        FieldType.uuid(),
        FieldType.setOf(FieldType.text(3)),
        FieldType.of(ValueKind.LIST));
  }

  @ParameterizedTest
  @MethodSource("types")
  void allValuesFitTheirType(FieldType type) {
    List<Value> values = SampleValues.of(type).list(11, 500);

    assertThat(values).isNotEmpty().noneMatch(Value::isNull);
    assertThat(values).allSatisfy(value -> assertThat(type.fault(value)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("types")
  void aSeedGivesTheSameValuesAgain(FieldType type) {
    assertThat(SampleValues.of(type).list(5, 100)).isEqualTo(SampleValues.of(type).list(5, 100));
  }

  @Test
  void anotherSeedGivesOtherValues() {
    assertThat(SampleValues.of(FieldType.text()).list(1, 50))
        .isNotEqualTo(SampleValues.of(FieldType.text()).list(2, 50));
  }

  @Test
  void theLimitsOfTextAreEmptyLongestBlankAtTheEndAndFourBytes() {
    List<String> limits =
        SampleValues.of(FieldType.text(6)).limits().stream().map(Value::toString).toList();

    assertThat(limits).contains("", "a ", "xxxxxx", "\ud83d\ude00", "\ud83d\ude00".repeat(6));
  }

  @Test
  void theLimitsOfDecimalsAreTheLeastAndTheGreatest() {
    assertThat(SampleValues.of(FieldType.decimal(5, 2)).limits())
        .contains(
            Value.of(new BigDecimal("999.99")),
            Value.of(new BigDecimal("-999.99")),
            Value.of(new BigDecimal("0.01")));
  }

  @Test
  void allSymbolsAreLimits() {
    assertThat(SampleValues.of(FieldType.oneOf("a", "b", "c")).limits()).hasToString("[a, b, c]");
  }

  @Test
  void anyValueIsOfEveryKindThatASystemMayShow() {
    SplittableRandom random = new SplittableRandom(3);

    Set<ValueKind> kinds =
        Stream.generate(() -> SampleValues.drawAny(random))
            .limit(1_000)
            .map(Value::kind)
            .collect(Collectors.toSet());

    assertThat(kinds).isEqualTo(EnumSet.complementOf(EnumSet.of(ValueKind.LIFE)));
  }
}
