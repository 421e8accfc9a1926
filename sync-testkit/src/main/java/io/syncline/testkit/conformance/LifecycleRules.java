package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.Deletes;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.spi.Dataset;
import io.syncline.spi.Health;
import io.syncline.spi.Image;
import io.syncline.testkit.conformance.Abilities.LackingRight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Opening, probing, closing; and that an adapter is as it says. */
final class LifecycleRules {

  private static final int OPENINGS = 20;
  private static final Duration GRACE = Duration.ofSeconds(1);

  private LifecycleRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "CL-06",
            "deep probe: good is OK; wrong credentials say auth; wrong host says unreachable; a"
                + " read-only account names the missing right",
            LifecycleRules::probes),
        Rule.required(
                "CL-07",
                "open-close 20 times leaks no thread, socket or connection",
                LifecycleRules::leaksNothing)
            .onlyLive("a replay holds no connections that could leak"),
        Rule.required(
            "CL-08",
            "close during a blocked call returns within its grace; the call ends Cancelled",
            LifecycleRules::closeCancels),
        Rule.required(
            "CL-09",
            "interrupt and deadline end a call in time plus 20 %",
            LifecycleRules::deadlineEnds),
        Rule.required(
            "CL-10",
            "two instances with different settings share nothing",
            LifecycleRules::shareNothing),
        Rule.required(
            "CL-11",
            "an unsupported facet is an empty Optional; capabilities agree with behaviour",
            LifecycleRules::asDeclared));
  }

  private static void probes(Bench bench) {
    Health good = bench.adapter().probe(Adapter.Probe.DEEP, bench.limits().call());
    assertThat(good.isGood()).as("a probe of what is good must be good: %s", good).isTrue();
    bench
        .can()
        .wrongCredentials()
        .ifPresentOrElse(
            source ->
                assertBad(
                    bench, source, "wrong credentials", "(?is).*(auth|credential|password).*"),
            () -> bench.untried("wrong credentials"));
    bench
        .can()
        .wrongAddress()
        .ifPresentOrElse(
            source ->
                assertBad(
                    bench, source, "a wrong address", "(?is).*(reach|connect|refused|host).*"),
            () -> bench.untried("a wrong address"));
    bench
        .can()
        .lackingRight()
        .ifPresentOrElse(lacking -> assertLacks(bench, lacking), () -> bench.untried("rights"));
  }

  private static void assertLacks(Bench bench, LackingRight lacking) {
    assertBad(bench, lacking.adapter(), "a missing right", "(?is).*" + lacking.right() + ".*");
  }

  private static void assertBad(Bench bench, AdapterSource source, String what, String words) {
    try (Adapter adapter = source.open(bench.subject().context())) {
      Health health = adapter.probe(Adapter.Probe.DEEP, bench.limits().call());
      assertThat(health.isGood()).as("a probe with %s must not be good", what).isFalse();
      assertThat(health.checks().stream().filter(check -> !check.good()).map(Object::toString))
          .as("a probe with %s must say so", what)
          .anyMatch(text -> text.matches(words));
    }
  }

  private static void leaksNothing(Bench bench) {
    bench.there(bench.created());
    OpenResources before = OpenResources.now();
    for (int i = 0; i < OPENINGS; i++) {
      bench.reopen();
      bench.there(bench.created());
    }
    OpenResources after =
        bench.eventually(OpenResources::now, now -> now.within(before, OPENINGS / 2));
    assertThat(after.within(before, OPENINGS / 2))
        .as("threads, files and sockets must end with close: before=%s after=%s", before, after)
        .isTrue();
    if (before.files().isEmpty()) {
      bench.untried("sockets, which this system does not count");
    }
  }

  private static Watched<Throwable> stalled(Bench bench, Duration within) {
    Runnable stall = Skipped.unlessAble(bench.can().stallNextRead(), "stall a call");
    NativeKey key = bench.created();
    bench.there(key);
    stall.run();
    return Watched.start(() -> catchThrowable(() -> bench.reader().read(List.of(key), within)));
  }

  private static void closeCancels(Bench bench) {
    Watched<Throwable> call = stalled(bench, bench.limits().call().multipliedBy(10));
    call.awaitBlocked();
    Watched.start(
            () -> {
              bench.adapter().close(GRACE);
              return true;
            })
        .end(GRACE.plus(bench.limits().call()), "close must return within its grace");

    Throwable end = call.end(GRACE.plus(bench.limits().call()), "a call must end with close");

    assertThat(end)
        .as("a call during which the adapter is closed must end Cancelled")
        .isInstanceOf(AdapterException.Cancelled.class);
    bench.reopen();
  }

  private static void deadlineEnds(Bench bench) {
    Duration within = bench.limits().call().dividedBy(10);
    Duration late = within.multipliedBy(12).dividedBy(10).plus(GRACE);
    assertThat(stalled(bench, within).end(late, "a call must end at its deadline, plus 20 %"))
        .as("a call that runs into its deadline must end as DeadlineExceeded")
        .isInstanceOf(AdapterException.DeadlineExceeded.class);

    Watched<Throwable> call = stalled(bench, bench.limits().call().multipliedBy(10));
    call.awaitBlocked();
    call.interrupt();
    assertThat(call.end(late, "a call must end when it is interrupted"))
        .as("a call that is interrupted must end as Cancelled")
        .isInstanceOf(AdapterException.Cancelled.class);
  }

  private static void shareNothing(Bench bench) {
    Subject sibling = Skipped.unlessAble(bench.can().sibling(), "reach another system");
    NativeKey here = bench.created();
    bench.there(here);
    try (Bench other = new Bench(sibling)) {
      NativeKey there = other.created();
      other.there(there);
      assertThat(other.listing().all(Bench.PAGE).keySet())
          .as("records of one system must not be seen through the other's adapter")
          .containsOnlyOnce(there);
      other.behind().own(here);
      other
          .image(here)
          .ifPresent(
              image ->
                  assertThat(image.row())
                      .as("a record must not be read through another system's adapter")
                      .isNotEqualTo(bench.there(here).row()));
    }
    bench.there(here);
  }

  private static void asDeclared(Bench bench) {
    Dataset dataset = bench.dataset();
    Capabilities can = bench.capabilities();
    boolean polled = can.feed() == Feed.POLLING || can.feed() == Feed.LOG;
    assertThat(dataset.changeFeed().isPresent())
        .as("there must be a feed just where one is declared: feed=%s", can.feed())
        .isEqualTo(polled);
    assertThat(dataset.writer().isPresent())
        .as("there must be a writer just where writes are declared: writes=%s", can.writes())
        .isEqualTo(!can.writes().isEmpty());
    assertThat(dataset.bulkWriter().isPresent())
        .as("there must be a bulk writer just where jobs are declared: bulk=%s", can.bulk())
        .isEqualTo(can.bulk().isPresent());
    assertThat(can.writes().isEmpty() || !can.preconditions().isEmpty())
        .as("what writes must check a condition: preconditions=%s", can.preconditions())
        .isTrue();
    if (can.feed() == Feed.SNAPSHOT_ONLY || can.deletes() == Deletes.COMPLETE_SCAN) {
      assertThat(dataset.scanner()).as("feed or deletes are declared by listing").isPresent();
    }
    if (can.deletes() == Deletes.COMPLETE_SCAN) {
      Listing listing = bench.listing();
      listing.all(Bench.PAGE);
      assertThat(listing.isComplete())
          .as("where deletes show by a complete listing, a listing must be complete")
          .isTrue();
    }
    Image image = bench.there(bench.created());
    assertThat(versions(image.version()))
        .as("images must carry versions as declared")
        .isEqualTo(can.versions());
  }

  private static Versions versions(Optional<Version> version) {
    return version
        .map(each -> each instanceof Version.Ordered ? Versions.ORDERED : Versions.OPAQUE)
        .orElse(Versions.NONE);
  }
}
