package io.syncline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldTypeTest {

  @Test
  void zeroFitsADecimalThatIsAllFraction() {
    FieldType fraction = FieldType.decimal(2, 2);

    assertThat(fraction.fault(Value.of(BigDecimal.ZERO))).isEmpty();
    assertThat(fraction.fault(Value.of(new BigDecimal("0.99")))).isEmpty();
    assertThat(fraction.fault(Value.of(BigDecimal.ONE))).contains("must be decimal(2,2): value=1");
  }

  @Test
  void aSetWithoutATypeOfElementsTakesAny() {
    Value mixed = Value.set(List.of(Value.of("a"), Value.of(1)));

    assertThat(FieldType.of(ValueKind.SET).fault(mixed)).isEmpty();
    assertThat(FieldType.setOf(FieldType.text(1)).fault(mixed))
        .contains("must be set(text(1)): value=[1, a]");
  }
}
