package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Image;
import java.util.List;
import java.util.Map;

/** What must hold when a scenario is over and nobody does anything any more. */
final class Rest {

  private Rest() {}

  /** Lags of reads may pass first. */
  static void assertAtRest(Bench bench) {
    Map<NativeKey, Row> raw = bench.raw();
    if (bench.dataset().changeFeed().isPresent()) {
      Following following = bench.following().drain();
      assertThat(bench.eventually(() -> following.forget().drain().told(), List::isEmpty))
          .as("a feed must tell nothing while nothing happens")
          .isEmpty();
    }
    if (bench.dataset().scanner().isPresent()) {
      Listings last = bench.eventually(() -> Listings.of(bench), Listings::areEqual);
      assertThat(last.second())
          .as("two listings must be equal while nothing happens")
          .isEqualTo(last.first());
    }
    assertThat(bench.raw()).as("looking must change nothing").isEqualTo(raw);
  }

  /** One after the other. */
  private record Listings(Map<NativeKey, Image> first, Map<NativeKey, Image> second) {

    static Listings of(Bench bench) {
      return new Listings(bench.listing().all(Bench.PAGE), bench.listing().all(Bench.PAGE));
    }

    boolean areEqual() {
      return first.equals(second);
    }
  }
}
