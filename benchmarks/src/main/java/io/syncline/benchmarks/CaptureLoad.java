package io.syncline.benchmarks;

import io.syncline.jdbc.DigestFeed;
import io.syncline.jdbc.JournalFeed;
import io.syncline.jdbc.LogFeed;
import io.syncline.jdbc.PollingFeed;
import io.syncline.spi.DatasetOptions;
import java.util.List;
import java.util.Optional;

/**
 * A way of finding changes whose cost is measured.
 *
 * @param feed empty: nothing finds changes
 */
record CaptureLoad(String title, Optional<DatasetOptions> feed) {

  private static final String POLLING = "polling";

  static final CaptureLoad NOTHING = new CaptureLoad("nothing", Optional.empty());

  static final List<CaptureLoad> WAYS =
      List.of(
          new CaptureLoad(POLLING, Optional.of(PollingFeed.polling("updated_at"))),
          new CaptureLoad("digest", Optional.of(DigestFeed.digest())),
          new CaptureLoad("journal", Optional.of(JournalFeed.journal())),
          new CaptureLoad("log", Optional.of(LogFeed.log())));

  static CaptureLoad named(String title) {
    return WAYS.stream()
        .filter(way -> way.title().equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + WAYS.stream().map(CaptureLoad::title).toList()
                        + ": benchmark.feed="
                        + title));
  }

  /** Whether rows that are gone are found without a sweep; a polled column does not show them. */
  boolean showsDeletes() {
    return !title.equals(POLLING);
  }
}
