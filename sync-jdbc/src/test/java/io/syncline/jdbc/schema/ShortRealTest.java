package io.syncline.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FloatingPointLiteralPrecision") // that is what is tested
class ShortRealTest {

  @Test
  void aFloatBecomesTheDoubleThatIsWrittenAlike() {
    assertThat(ShortReal.widen(0.1f)).isEqualTo(0.1);
    assertThat(ShortReal.widen(-16_777_216f)).isEqualTo(-16_777_216.0);
    assertThat(ShortReal.widen(2_097_152.25f)).isEqualTo(2_097_152.2);
    assertThat(ShortReal.widen(Float.MIN_NORMAL)).isEqualTo(1.1754944E-38);
    assertThat(ShortReal.widen(Float.MIN_VALUE)).isEqualTo(1E-45);
    assertThat(ShortReal.widen(Float.MAX_VALUE)).isEqualTo(3.4028235E38);
    assertThat(ShortReal.widen(Float.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ShortReal.widen(Float.NaN)).isNaN();
  }

  @Test
  void theDoubleIsNearestToTheFloatItCameFrom() {
    long seed = 20_260_228;
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        assertThat((float) ShortReal.widen(value)).as("seed %d", seed).isEqualTo(value);
      }
    }
  }
}
