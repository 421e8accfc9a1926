package io.syncline.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void callsArePairedByKindAndCallers() {
    Comparison comparison =
        Comparison.of(
            List.of(
                measured("read", "bare", 1, 1_000),
                measured("read", "adapter", 8, 4_000),
                measured("read", "adapter", 1, 800),
                measured("read", "bare", 8, 4_400),
                measured("page", "adapter", 1, 10)));

    assertThat(comparison.pairs()).hasSize(2);
    assertThat(comparison.pairs().get(0).slower()).isEqualTo(0.25);
    assertThat(comparison.toString())
        .contains("| read | 1 | 800 | 1 | 1,000 | 1 | 25 % | 2 | 2 |")
        .endsWith("is NOT met: at most 25 % here.\n");
  }

  @Test
  void theGoalIsMetWhereNoCallIsMuchSlower() {
    Comparison comparison =
        Comparison.of(
            List.of(measured("read", "adapter", 1, 1_000), measured("read", "bare", 1, 1_140)));

    assertThat(comparison.isMet()).isTrue();
    assertThat(comparison.toString()).endsWith("slower, is met: at most 14 % here.\n");
  }

  @Test
  void nothingMeasuredMeetsNothing() {
    assertThat(Comparison.of(List.of()).isMet()).isFalse();
  }

  private static Measured measured(String call, String client, int callers, double perSecond) {
    return new Measured(call, client, callers, perSecond, 1, 2);
  }
}
