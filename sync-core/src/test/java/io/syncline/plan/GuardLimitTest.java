package io.syncline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GuardLimitTest {

  @Test
  void theGreaterOfRowsAndShareMayGo() {
    GuardLimit limit = new GuardLimit(100, 0.2);

    assertThat(limit.allows(100, 0)).isTrue();
    assertThat(limit.allows(101, 0)).isFalse();
    assertThat(limit.allows(200, 1000)).isTrue();
    assertThat(limit.allows(201, 1000)).isFalse();
  }

  @Test
  void itReadsAsItIsWritten() {
    assertThat(new GuardLimit(100, 0.2)).hasToString("100 or 20 %");
    assertThat(new GuardLimit(0, 0.125)).hasToString("0 or 12.5 %");
    assertThat(GuardLimit.rows(3)).hasToString("3");
    assertThat(new GuardLimit(1, 1)).hasToString("1 or 100 %");
  }

  @Test
  void whatIsNoLimitIsRefused() {
    assertThatThrownBy(() -> new GuardLimit(-1, 0)).hasMessage("must be >= 0: rows=-1");
    assertThatThrownBy(() -> new GuardLimit(0, 1.5)).hasMessage("must be 0 to 1: share=1.5");
    assertThatThrownBy(() -> new GuardLimit(0, Double.NaN)).hasMessage("must be 0 to 1: share=NaN");
  }
}
