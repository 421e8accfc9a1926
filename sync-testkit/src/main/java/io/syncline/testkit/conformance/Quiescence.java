package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.spi.Capabilities.Deletes;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.WriteKind;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.FaultyAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** All comes to rest: a hub, whatever befalls it, and the adapter after each scenario. */
final class Quiescence {

  private static final int ROWS = 5;
  private static final int ROUNDS = 8;
  private static final int SEEDS = 2;
  private static final double FAULTY = 0.4;

  /** What a hub overcomes without a person. */
  private static final Set<Fault> FAULTS =
      EnumSet.of(
          Fault.UNREACHABLE,
          Fault.STALLED,
          Fault.THROTTLED,
          Fault.UNAVAILABLE,
          Fault.ANSWER_LOST,
          Fault.REQUEST_LOST,
          Fault.PARTIAL,
          Fault.STALE,
          Fault.REPEATED_PAGE,
          Fault.TRUNCATED_PAGE,
          Fault.EMPTY_PAGE,
          Fault.REORDERED_PAGE,
          Fault.CURSOR_EXPIRED,
          Fault.CLOSED,
          Fault.SLOW);

  /** After these, nobody knows whether a create was done, unless a repeat is told from it. */
  private static final Set<Fault> LEAVE_IN_DOUBT =
      EnumSet.of(Fault.STALLED, Fault.ANSWER_LOST, Fault.REQUEST_LOST);

  private Quiescence() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "QU-01",
            "a hub between it and another system settles, and one more sync writes nothing",
            Quiescence::settles),
        Rule.required(
            "QU-02",
            "each scenario ends at rest: nothing more is told, two listings are equal, and looking"
                + " changes nothing",
            Quiescence::atRest),
        Rule.required(
                "QU-03",
                "under faults drawn from a seed, a hub loses nothing, doubles nothing, and settles",
                Quiescence::settlesUnderFaults)
            .onlyLive("its hub waits, and goes on, by the time of day"));
  }

  private static void unlessFound(Bench bench) {
    Skipped.unless(
        bench.dataset().scanner().isPresent() || bench.dataset().changeFeed().isPresent(),
        "the dataset can be neither listed nor followed");
  }

  private static boolean takes(Bench bench, WriteKind kind) {
    return bench.capabilities().writes().contains(kind);
  }

  private static boolean showsDeletes(Bench bench) {
    Deletes deletes = bench.capabilities().deletes();
    return deletes != Deletes.NEVER && deletes != Deletes.SOFT_FLAG;
  }

  private static void settles(Bench bench) {
    unlessFound(bench);
    List<NativeKey> keys = bench.created(ROWS);
    try (PairedHub hub = new PairedHub(bench, bench.subject().adapter())) {
      hub.settle();
      assertThat(hub.table().all().size())
          .as("the hub must have taken the records in")
          .isGreaterThanOrEqualTo(ROWS);

      bench.behind().change(keys.get(0), bench.edit());
      if (showsDeletes(bench)) {
        bench.behind().delete(keys.get(1));
      }
      if (takes(bench, WriteKind.UPDATE)) {
        edit(bench, hub, hub.table().all().keySet().iterator().next());
      }
      hub.settle();
      hub.assertQuiet();
    }
  }

  /** Of the other side's record. */
  private static void edit(Bench bench, PairedHub hub, String key) {
    Row edit = bench.edit();
    edit.forEach((name, value) -> hub.table().change(key, name, value));
  }

  private static void atRest(Bench bench) {
    Skipped.unless(bench.unrest().isPresent(), "no scenario was played before");
    assertThat(bench.unrest().orElseThrow())
        .as("scenarios after which something still moved")
        .isEmpty();
  }

  private static void settlesUnderFaults(Bench bench) {
    unlessFound(bench);
    Skipped.unless(
        bench.capabilities().writes().containsAll(EnumSet.allOf(WriteKind.class))
            && showsDeletes(bench),
        "the dataset does not take and show every kind of edit");
    for (int seed = 1; seed <= SEEDS; seed++) {
      settlesUnderFaults(bench, seed);
      bench.behind().clear();
    }
  }

  private static void settlesUnderFaults(Bench bench, int seed) {
    FaultyAdapter faulty = FaultyAdapter.around(bench.subject().adapter(), SystemClock.get());
    String dataset = bench.subject().dataset().name();
    SplittableRandom random = new SplittableRandom(seed);
    try (PairedHub hub = new PairedHub(bench, faulty)) {
      faulty
          .faults(dataset)
          .throttleFor(Duration.ofMillis(1))
          .slowBy(Duration.ofMillis(1))
          .randomly(seed, FAULTY, faults(bench));
      loseTheFirstAnswer(bench, faulty);
      for (int round = 0; round < ROUNDS; round++) {
        new RandomUser(bench, random.nextLong(), bench.fresh(ROWS)).act();
        otherSide(bench, hub, random);
        hub.sync();
      }
      faulty.faults(dataset).none();
      hub.settle();
      hub.assertAgree("seed " + seed);
      hub.assertNoneTwice("seed " + seed);
      hub.assertQuiet();
    }
  }

  /** Whatever is drawn: the first creates are done, unknown to the hub, and come once more. */
  private static void loseTheFirstAnswer(Bench bench, FaultyAdapter faulty) {
    if (faults(bench).contains(Fault.ANSWER_LOST)) {
      faulty
          .faults(bench.subject().dataset().name())
          .next(Call.WRITE, Fault.ANSWER_LOST)
          .pass(Call.WRITE);
    }
  }

  private static Set<Fault> faults(Bench bench) {
    Set<Fault> faults = EnumSet.copyOf(FAULTS);
    if (bench.capabilities().idempotency() == Idempotency.NONE) {
      faults.removeAll(LEAVE_IN_DOUBT);
    }
    return faults;
  }

  /** Creates some records, changes one and may delete one, as users of the other system. */
  private static void otherSide(Bench bench, PairedHub hub, SplittableRandom random) {
    bench.fresh(ROWS / 2).forEach(row -> hub.table().add(row.toMap()));
    List<String> keys = new ArrayList<>(hub.table().all().keySet());
    edit(bench, hub, keys.get(random.nextInt(keys.size())));
    if (random.nextInt(ROWS) == 0) {
      hub.table().remove(keys.get(random.nextInt(keys.size())));
    }
  }
}
