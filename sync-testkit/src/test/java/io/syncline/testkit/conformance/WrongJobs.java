package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.spi.BulkProgress;
import io.syncline.spi.BulkWriter;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Rule by rule, an adapter whose jobs break it. */
final class WrongJobs {

  private WrongJobs() {}

  static Map<String, Wrong> all() {
    Set<String> submitted = new HashSet<>();
    Map<String, Wrong> all = new LinkedHashMap<>();
    all.put(
        "BK-01",
        new Wrong(
            "what is submitted again goes into a second job, too",
            subject(right -> new SubmitsTwice(right, submitted))));
    all.put(
        "BK-02",
        new Wrong(
            "all writes of a job that has ended are taken for done",
            subject(TakesAllForDone::new)));
    return all;
  }

  private static Subject subject(UnaryOperator<BulkWriter> wrong) {
    return new WrongSubject(
        shape -> MemorySubject.typed(shape).jobs(2, 5), faulty -> faulty.bulk = wrong);
  }

  /** Does all as the right one does. */
  private static class Passing implements BulkWriter {
    final BulkWriter right;

    Passing(BulkWriter right) {
      this.right = right;
    }

    @Override
    public String open(String name, Duration within) {
      return right.open(name, within);
    }

    @Override
    public void submit(String ticket, List<Write> writes, Duration within) {
      right.submit(ticket, writes, within);
    }

    @Override
    public BulkProgress poll(String ticket, Duration within) {
      return right.poll(ticket, within);
    }

    @Override
    public List<WriteOutcome> outcomes(String ticket, List<Write> writes, Duration within) {
      return right.outcomes(ticket, writes, within);
    }

    @Override
    public void abort(String ticket, Duration within) {
      right.abort(ticket, within);
    }
  }

  private static final class SubmitsTwice extends Passing {
    private final Set<String> submitted;

    SubmitsTwice(BulkWriter right, Set<String> submitted) {
      super(right);
      this.submitted = submitted;
    }

    @Override
    public void submit(String ticket, List<Write> writes, Duration within) {
      if (submitted.add(ticket)) {
        right.submit(ticket, writes, within);
        return;
      }
      String second = right.open(ticket, within);
      right.submit(second, writes.stream().map(WrongWriters::asNew).toList(), within);
      while (right.poll(second, within) instanceof BulkProgress.Running) {
        // a table in memory ends a job that is looked at
      }
    }
  }

  private static final class TakesAllForDone extends Passing {
    TakesAllForDone(BulkWriter right) {
      super(right);
    }

    @Override
    public List<WriteOutcome> outcomes(String ticket, List<Write> writes, Duration within) {
      return right.outcomes(ticket, writes, within).stream().map(TakesAllForDone::done).toList();
    }

    private static WriteOutcome done(WriteOutcome outcome) {
      return outcome instanceof WriteOutcome.Applied
          ? outcome
          : new WriteOutcome.Applied(NativeKey.of("any"), Optional.empty(), Optional.empty());
    }
  }
}
