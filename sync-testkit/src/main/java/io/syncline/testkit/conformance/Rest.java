package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Image;
import java.util.Map;

/** What must hold when a scenario is over and nobody does anything any more. */
final class Rest {

  private Rest() {}

  static void assertAtRest(Bench bench) {
    Map<NativeKey, Row> raw = bench.raw();
    if (bench.dataset().changeFeed().isPresent()) {
      Following following = bench.following().drain().forget().drain();
      assertThat(following.told()).as("a feed must tell nothing while nothing happens").isEmpty();
    }
    if (bench.dataset().scanner().isPresent()) {
      Map<NativeKey, Image> first = bench.listing().all(Bench.PAGE);
      assertThat(bench.listing().all(Bench.PAGE))
          .as("two listings must be equal while nothing happens")
          .isEqualTo(first);
    }
    assertThat(bench.raw()).as("looking must change nothing").isEqualTo(raw);
  }
}
