package io.syncline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RiskCountsTest {

  @Test
  void aWriteCountsOnceForEachOfItsRisks() {
    RiskCounts counts = new RiskCounts();

    counts.add(Set.of(Risk.UPDATES, Risk.BLANKS));
    counts.add(Set.of(Risk.UPDATES));

    assertThat(counts.of(Risk.UPDATES)).isEqualTo(2);
    assertThat(counts.of(Risk.BLANKS)).isEqualTo(1);
    assertThat(counts.of(Risk.DELETES)).isZero();
  }
}
