package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Dataset;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Writes on a condition. */
final class ConditionRules {

  private static final int ROUNDS = 20;

  private ConditionRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "WR-03",
            "of two concurrent conditional writers exactly one wins",
            ConditionRules::oneWins),
        Rule.required(
            "WR-04",
            "Stale leaves the record unchanged and, where possible, carries the current version",
            ConditionRules::stale),
        Rule.required(
            "WR-07",
            "a repeat that finds its own result is Unchanged; a first attempt whose precondition"
                + " fails is Stale even where the values are equal",
            ConditionRules::repeats));
  }

  private static void oneWins(Bench bench) {
    Skipped.unless(
        !bench.capabilities().comparesBeforeWrite(),
        "conditions are compared before the write, not with it");
    Writing writing = bench.writing();
    try (io.syncline.spi.Adapter second =
        bench.subject().adapter().open(bench.subject().context())) {
      Dataset other = second.dataset(bench.subject().dataset());
      List<Writer> writers = List.of(bench.writer(), other.writer().orElseThrow());
      for (int round = 0; round < ROUNDS; round++) {
        NativeKey key = bench.created();
        Precondition seen = bench.unchanged(bench.there(key));
        List<Write> writes =
            List.of(
                writing.update(key, bench.edit(), seen), writing.update(key, bench.edit(), seen));
        CyclicBarrier start = new CyclicBarrier(2);
        List<Watched<WriteOutcome>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          Writer writer = writers.get(i);
          Write write = writes.get(i);
          both.add(
              Watched.start(
                  () -> {
                    start.await(bench.limits().call().toMillis(), TimeUnit.MILLISECONDS);
                    return writer.write(List.of(write), bench.limits().call()).get(0);
                  }));
        }
        assertOneWon(bench, key, writes, both);
      }
    }
  }

  private static void assertOneWon(
      Bench bench, NativeKey key, List<Write> writes, List<Watched<WriteOutcome>> both) {
    int won = 0;
    int winner = -1;
    for (int i = 0; i < both.size(); i++) {
      WriteOutcome outcome =
          both.get(i).end(bench.limits().call().multipliedBy(2), "a writer does not answer");
      if (outcome instanceof WriteOutcome.Applied) {
        won++;
        winner = i;
      }
    }
    assertThat(won)
        .as("two writes on the same condition at the same time: exactly one must be Applied")
        .isEqualTo(1);
    Bench.assertShows(
        bench.raw(key), writes.get(winner).fields(), "the record shows what the winner wrote");
  }

  private static void stale(Bench bench) {
    Writing writing = bench.writing();
    NativeKey key = bench.created();
    Write late = writing.update(key, bench.edit());
    Row edit = bench.edit();
    bench.behind().change(key, edit);
    Row before = bench.raw(key);

    WriteOutcome outcome = writing.send(late);

    assertThat(outcome)
        .as("a write on a condition that no longer holds must be Stale")
        .isInstanceOf(WriteOutcome.Stale.class);
    assertThat(bench.raw(key)).as("Stale must change nothing").isEqualTo(before);
    ((WriteOutcome.Stale) outcome)
        .current()
        .ifPresentOrElse(
            current -> {
              Bench.assertShows(current.row(), edit, "the current image of Stale must be current");
              assertThat(current.version())
                  .as("the current version of Stale must be the one that is read")
                  .isEqualTo(bench.there(key).version());
            },
            () -> bench.untried("the current image: Stale carries none"));
  }

  private static void repeats(Bench bench) {
    Writing writing = bench.writing();
    NativeKey key = bench.created();
    Write first = writing.update(key, bench.edit());
    bench.behind().change(key, first.fields());

    assertThat(writing.send(first))
        .as("a first attempt that finds its values written by somebody else must be Stale")
        .isInstanceOf(WriteOutcome.Stale.class);

    Write own = writing.update(key, bench.edit());
    writing.apply(own);
    WriteOutcome repeat = writing.send(Writing.again(own));
    if (bench.capabilities().idempotency() == Idempotency.NONE) {
      bench.untried("a repeat, since idempotency=NONE");
      return;
    }
    assertThat(Writing.isDone(repeat))
        .as("a repeat that finds its own result must be Unchanged or Applied: %s", repeat)
        .isTrue();
  }
}
