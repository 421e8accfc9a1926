package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.conformance.Abilities.Family;
import java.util.ArrayList;
import java.util.List;

/** Writes while something is wrong. */
final class TroubleRules {

  private static final int ROWS = 4;

  private TroubleRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.optional(
            "WR-12", "Blocked for a missing parent; succeeds after it", TroubleRules::blocked),
        Rule.required(
            "WR-14",
            "the wire cut after the server's commit: Unknown, or Applied after its own check",
            TroubleRules::answerLost),
        Rule.required(
            "WR-15", "throttling is Throttled, with no hidden sleep", TroubleRules::throttled),
        Rule.required(
            "WR-16",
            "credentials that expire mid-batch: one refresh, no doubled effect",
            TroubleRules::credentialsExpire));
  }

  private static void blocked(Bench bench) {
    Family family = Skipped.unlessAble(bench.can().family(), "make records that need a parent");
    Writing writing = bench.writing();
    Row child = bench.fresh().with(family.reference());
    Write write = writing.create(child);

    assertThat(writing.send(write))
        .as("a record whose parent is missing must be Blocked")
        .isInstanceOf(WriteOutcome.Blocked.class);
    assertThat(bench.behind().count(child)).as("what is Blocked must not be written").isZero();

    family.createParent();
    writing.apply(write);
  }

  private static void answerLost(Bench bench) {
    Runnable cut = Skipped.unlessAble(bench.can().cutNextAnswer(), "cut an answer off");
    Writing writing = bench.writing();
    NativeKey key = bench.created();
    Write write = writing.update(key, bench.edit());
    cut.run();

    List<WriteOutcome> outcomes = sent(writing, List.of(write));

    assertThat(outcomes)
        .as("a write whose answer was lost must be Unknown, or Applied after a check")
        .allMatch(
            each -> each instanceof WriteOutcome.Unknown || each instanceof WriteOutcome.Applied);
    Bench.assertShows(bench.raw(key), write.fields(), "the system had done it");
    if (bench.capabilities().idempotency() != Idempotency.NONE) {
      WriteOutcome repeat = writing.send(Writing.again(write));
      assertThat(Writing.isDone(repeat))
          .as("the repeat of a write whose answer was lost must find it done: %s", repeat)
          .isTrue();
    }
  }

  /** The outcomes; a call that ran into its limit tells nothing, as Unknown does. */
  private static List<WriteOutcome> sent(Writing writing, List<Write> writes) {
    try {
      return writing.send(writes);
    } catch (AdapterException.DeadlineExceeded e) {
      return List.of(new WriteOutcome.Unknown(e.toString()));
    }
  }

  private static void throttled(Bench bench) {
    Runnable throttle = Skipped.unlessAble(bench.can().throttleNextWrite(), "throttle a write");
    Writing writing = bench.writing();
    NativeKey key = bench.created();
    Row before = bench.raw(key);
    Write write = writing.update(key, bench.edit());
    throttle.run();

    WriteOutcome outcome =
        Watched.start(() -> writing.send(write))
            .end(
                bench.limits().call(),
                "a throttled write must be answered at once, not waited for");

    assertThat(outcome)
        .as("a write that meets a rate limit must be Throttled")
        .isInstanceOf(WriteOutcome.Throttled.class);
    assertThat(bench.raw(key)).as("what is Throttled must not be written").isEqualTo(before);
    bench.reopen(); // an adapter may go on heeding the limit, which lasts
  }

  private static void credentialsExpire(Bench bench) {
    Runnable expire = Skipped.unlessAble(bench.can().expireCredentials(), "expire credentials");
    Skipped.unless(bench.capabilities().idempotency() != Idempotency.NONE, "idempotency=NONE");
    Writing writing = bench.writing();
    List<Row> rows = bench.fresh(ROWS);
    List<Write> writes = rows.stream().map(writing::create).toList();
    expire.run();

    List<Write> open = new ArrayList<>(writes);
    for (int attempt = 0; attempt < 3 && !open.isEmpty(); attempt++) {
      open = undone(writing, open);
    }

    assertThat(open).as("with credentials that are good again, all must be done").isEmpty();
    for (Row row : rows) {
      assertThat(bench.behind().count(row))
          .as("a create around expiring credentials must make one record")
          .isEqualTo(1);
    }
  }

  private static List<Write> undone(Writing writing, List<Write> writes) {
    List<Write> undone = new ArrayList<>();
    try {
      List<WriteOutcome> outcomes = writing.send(writes);
      for (int i = 0; i < outcomes.size(); i++) {
        if (!Writing.isDone(outcomes.get(i))) {
          undone.add(Writing.again(writes.get(i)));
        }
      }
    } catch (AdapterException.AuthFailed e) {
      writes.forEach(write -> undone.add(Writing.again(write)));
    }
    return undone;
  }
}
