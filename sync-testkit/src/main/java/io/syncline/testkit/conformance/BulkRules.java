package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.BulkProgress;
import io.syncline.spi.BulkWriter;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a job of writes does. */
final class BulkRules {

  private BulkRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.optional("BK-01", "a crash after submit continues the same job", BulkRules::continues),
        Rule.optional(
            "BK-02",
            "successes, failures and unprocessed rows are all mapped; \"complete\" with failures is"
                + " not success",
            BulkRules::maps));
  }

  /** The caller ends before it has noted that the job has its writes, and gives it them again. */
  private static void continues(Bench bench) {
    bulk(bench);
    Writing writing = bench.writing();
    List<Row> rows = bench.fresh(3);
    List<Write> writes = rows.stream().map(writing::create).toList();
    String ticket = bulk(bench).open(writes.get(0).id(), bench.limits().call());
    assertThat(rows.stream().mapToLong(row -> bench.behind().count(row)))
        .as("a job must do nothing before it is submitted")
        .containsOnly(0L);
    bulk(bench).submit(ticket, writes, bench.limits().call());

    bench.reopen();
    List<Write> again = writes.stream().map(Writing::again).toList();
    bulk(bench).submit(ticket, again, bench.limits().call());
    List<WriteOutcome> outcomes = outcomes(bench, ticket, again);
    bench.reopen();
    List<WriteOutcome> later = outcomes(bench, ticket, again);

    own(bench, outcomes);
    assertThat(outcomes)
        .as("the writes of a job that was submitted twice must be done")
        .allSatisfy(each -> assertThat(Writing.isDone(each)).as("%s", each).isTrue());
    assertThat(later).as("outcomes may be asked again").isEqualTo(outcomes);
    for (Row row : rows) {
      assertThat(bench.behind().count(row))
          .as("a job that is submitted again must be the same job, and make one record of each")
          .isEqualTo(1);
    }
  }

  private static void maps(Bench bench) {
    bulk(bench);
    Writing writing = bench.writing();
    NativeKey first = bench.created();
    NativeKey gone = bench.created();
    Row edit = bench.edit();
    Row made = bench.fresh();
    Write update = writing.update(first, edit);
    Write lost = writing.update(gone, bench.edit());
    Write create = writing.create(made);
    bench.behind().delete(gone);

    List<WriteOutcome> outcomes = run(bench, List.of(update, lost, create));

    own(bench, outcomes);
    assertThat(outcomes.get(1))
        .as(
            "a job that has ended did not do an update of what is gone: it must be told as a failure")
        .isInstanceOfAny(
            WriteOutcome.Missing.class, WriteOutcome.Stale.class, WriteOutcome.Rejected.class);
    assertThat(List.of(outcomes.get(0), outcomes.get(2)))
        .as("the good writes of a job must be Applied")
        .allSatisfy(each -> assertThat(each).isInstanceOf(WriteOutcome.Applied.class));
    Bench.assertShows(bench.raw(first), edit, "a good write of a job must be done");
    Bench.assertShows(
        bench.raw(((WriteOutcome.Applied) outcomes.get(2)).key()),
        made,
        "the outcome of each write must be its own");
    bench
        .can()
        .stopNextJob()
        .ifPresentOrElse(
            stop -> stops(bench, writing, stop), () -> bench.untried("a job that stops"));
  }

  private static void stops(Bench bench, Writing writing, Runnable stop) {
    List<Row> rows = bench.fresh(3);
    stop.run();

    List<WriteOutcome> outcomes = run(bench, rows.stream().map(writing::create).toList());

    own(bench, outcomes);
    assertThat(outcomes)
        .as("what a job did not come to must be NotAttempted")
        .contains(new WriteOutcome.NotAttempted());
    for (int i = 0; i < rows.size(); i++) {
      assertThat(bench.behind().count(rows.get(i)))
          .as("what is told of a job that stopped must be so: %s", outcomes.get(i))
          .isEqualTo(Writing.isDone(outcomes.get(i)) ? 1 : 0);
    }
  }

  private static List<WriteOutcome> run(Bench bench, List<Write> writes) {
    String ticket = bulk(bench).open(writes.get(0).id(), bench.limits().call());
    bulk(bench).submit(ticket, writes, bench.limits().call());
    return outcomes(bench, ticket, writes);
  }

  /** Asked for last first, and answered in order. */
  private static List<WriteOutcome> outcomes(Bench bench, String ticket, List<Write> writes) {
    BulkProgress progress =
        bench.eventually(
            () -> bulk(bench).poll(ticket, bench.limits().call()),
            each -> !(each instanceof BulkProgress.Running));
    assertThat(progress).as("a job must end").isEqualTo(new BulkProgress.Ended());
    List<Write> reversed = new ArrayList<>(writes);
    Collections.reverse(reversed);
    List<WriteOutcome> outcomes =
        new ArrayList<>(bulk(bench).outcomes(ticket, reversed, bench.limits().call()));
    assertThat(outcomes).as("there must be exactly one outcome per write").hasSameSizeAs(writes);
    Collections.reverse(outcomes);
    return outcomes;
  }

  private static void own(Bench bench, List<WriteOutcome> outcomes) {
    outcomes.forEach(
        outcome -> {
          if (outcome instanceof WriteOutcome.Applied applied) {
            bench.behind().own(applied.key());
          }
        });
    bench.behind().changed();
  }

  private static BulkWriter bulk(Bench bench) {
    return Skipped.unlessHad(bench.dataset().bulkWriter(), "bulk writer");
  }
}
