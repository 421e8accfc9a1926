package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What those who run it meet. */
final class OperationRules {

  private static final String NO_SUCH = "no-such-dataset-4711";

  private OperationRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "OP-01",
            "error texts name dataset, key and server code, and no secret",
            OperationRules::texts),
        Rule.required(
            "OP-02", "clock skew of ten minutes either way loses nothing", OperationRules::skew),
        Rule.required(
            "OP-04",
            "tracking installs, verifies and uninstalls idempotently; its dry run changes nothing",
            TrackingRules::installs));
  }

  private static void texts(Bench bench) {
    Throwable unknown =
        catchThrowable(
            () ->
                bench
                    .adapter()
                    .dataset(DatasetSpec.of(NO_SUCH))
                    .scanner()
                    .orElseThrow()
                    .start(bench.pages(1)));
    assertThat(unknown)
        .as("a dataset that is not there must be refused, with its name")
        .isInstanceOf(AdapterException.class)
        .hasMessageContaining(NO_SUCH);
    rejection(bench);
    bench
        .subject()
        .configured()
        .ifPresentOrElse(
            configured ->
                assertThat(configured.secrets().values())
                    .as("an error text must hold no secret: %s", unknown)
                    .noneMatch(secret -> unknown.toString().contains(secret)),
            () -> bench.untried("secrets"));
  }

  /** The system's own code is in what it rejects. */
  private static void rejection(Bench bench) {
    Optional<Row> beyond =
        bench.fields().stream()
            .flatMap(
                field ->
                    Samples.beyond(field.type()).stream().map(value -> Row.of(field.name(), value)))
            .findFirst();
    if (beyond.isEmpty() || bench.dataset().writer().isEmpty()) {
      bench.untried("a rejection, since no field has a limit or nothing is written");
      return;
    }
    Writing writing = bench.writing();
    WriteOutcome outcome = writing.send(writing.update(bench.created(), beyond.get()));
    if (outcome instanceof WriteOutcome.Rejected rejected) {
      assertThat(rejected.code()).as("a rejection must carry a code: %s", rejected).isNotBlank();
      assertThat(rejected.message()).as("a rejection must say why: %s", rejected).isNotBlank();
    }
  }

  private static void skew(Bench bench) {
    bench.feed();
    Consumer<Duration> skew = Skipped.unlessAble(bench.can().skewClock(), "skew the clock");
    try {
      for (int minutes : List.of(10, -10)) {
        Following following = bench.following();
        NativeKey before = bench.created();
        following.untilToldOf(before);
        skew.accept(Duration.ofMinutes(minutes));
        NativeKey after = bench.created();
        following.untilToldOf(after);
        assertThat(following.keys())
            .as("a record made while the clock was off by %s minutes must be told", minutes)
            .contains(before, after);
        skew.accept(Duration.ZERO);
        NativeKey later = bench.created();
        following.untilToldOf(later);
        assertThat(following.keys())
            .as("a record made after the clock was off by %s minutes must be told", minutes)
            .contains(later);
      }
    } finally {
      skew.accept(Duration.ZERO);
    }
  }
}
