package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.Health;
import io.syncline.spi.Tracking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What must stand in a system for its feed, how it comes there and how it goes. */
final class TrackingRules {

  private final Bench bench;
  private final Tracking tracking;
  private final Duration within;

  private TrackingRules(Bench bench, Tracking tracking) {
    this.bench = bench;
    this.tracking = tracking;
    this.within = bench.limits().call();
  }

  /** It is installed before, and in the end. */
  static void installs(Bench bench) {
    Tracking tracking = Skipped.unlessHad(bench.dataset().tracking(), "tracking");
    if (bench.can().catalogue().isEmpty()) {
      bench.untried("whether what it leaves alone is as it was, which no catalogue shows");
    }
    try {
      new TrackingRules(bench, tracking).play();
    } finally {
      tracking.install(bench.limits().call());
    }
  }

  private void play() {
    assertInstalled("where it was installed");
    Cursor before = bench.feed().latest();
    List<String> all = catalogue();

    dryly("removal", tracking::removal);
    assertInstalled("after a dry run of the removal");
    tracking.uninstall(within);
    assertUninstalled("once it was uninstalled");
    List<String> bare = catalogue();
    assertThat(tracking.removal(within)).as("what is gone must not be removed again").isEmpty();
    tracking.uninstall(within);
    assertUninstalled("when it was uninstalled twice");

    dryly("installation", tracking::installation);
    assertUninstalled("after a dry run of the installation");
    assertThat(catalogue()).as("a dry run must change nothing").isEqualTo(bare);

    tracking.install(within);
    assertInstalled("when it was installed anew");
    assertThat(catalogue()).as("installing anew must make the same").isEqualTo(all);
    assertThat(catchThrowable(() -> bench.feed().poll(before, bench.pages(Bench.PAGE))))
        .as("a cursor from before must be expired, since nothing was recorded in between")
        .isInstanceOf(AdapterException.CursorExpired.class);
    twice();
  }

  private void twice() {
    Following following = bench.following();
    tracking.install(within);
    assertInstalled("when it was installed twice");
    NativeKey key = bench.created();
    following.untilToldOf(key);
    assertThat(following.keys())
        .as("a change after a repeated installation must be told to a cursor from before it")
        .contains(key);
  }

  /** What would be done is told alike twice, and not done. */
  private void dryly(String what, DryRun run) {
    List<String> catalogue = catalogue();
    List<String> first = run.tell(within);
    assertThat(first).as("a dry run must tell what would be done: %s", what).isNotEmpty();
    assertThat(run.tell(within)).as("a dry run must change nothing: %s", what).isEqualTo(first);
    assertThat(catalogue()).as("a dry run must change nothing: %s", what).isEqualTo(catalogue);
  }

  private interface DryRun {
    List<String> tell(Duration within);
  }

  private List<String> catalogue() {
    Optional<Supplier<List<String>>> catalogue = bench.can().catalogue();
    return catalogue.map(Supplier::get).orElse(List.of());
  }

  private void assertInstalled(String when) {
    assertThat(tracking.verify(within)).as("each check must be good %s", when).isNotEmpty();
    assertThat(tracking.verify(within))
        .as("each check must be good %s", when)
        .allMatch(Health.Check::good);
    assertThat(tracking.installation(within)).as("nothing must be missing %s", when).isEmpty();
  }

  private void assertUninstalled(String when) {
    assertThat(tracking.verify(within))
        .as("a check must fail %s", when)
        .anyMatch(check -> !check.good());
    assertThat(catchThrowable(() -> bench.feed().latest()))
        .as("a feed must say so %s", when)
        .isInstanceOf(AdapterException.ConfigInvalid.class);
  }
}
