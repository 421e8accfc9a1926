package io.syncline.http.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code retry}. */
final class RetryReader {

  /** Without being told, nothing is sent twice. */
  private static final int NEVER = 0;

  private static final int MAX = 3;
  private static final Duration BASE = Duration.ofMillis(500);
  private static final Duration CAP = Duration.ofSeconds(10);
  private static final Duration GIVE_BACK_AFTER = Duration.ofSeconds(3);

  private RetryReader() {}

  static RetrySpec read(Section connection) {
    return connection
        .section("retry")
        .map(RetryReader::retry)
        .orElse(new RetrySpec(NEVER, BASE, CAP, true, GIVE_BACK_AFTER));
  }

  private static RetrySpec retry(Section section) {
    Optional<Section> backoff = section.section("backoff");
    RetrySpec retry =
        new RetrySpec(
            section.integer("max", MAX, NEVER),
            backoff.map(each -> each.duration("base", BASE)).orElse(BASE),
            backoff.map(each -> each.duration("cap", CAP)).orElse(CAP),
            backoff
                .flatMap(each -> each.word("jitter", List.of("full", "none"), Optional::of))
                .map("full"::equals)
                .orElse(true),
            section.duration("giveBackAfter", GIVE_BACK_AFTER));
    backoff.ifPresent(Section::end);
    section.end();
    return retry;
  }
}
