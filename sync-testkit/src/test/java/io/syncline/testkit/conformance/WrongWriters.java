package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.AdapterException;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Writers that do one thing wrong. */
final class WrongWriters {

  private static final AtomicInteger NEXT = new AtomicInteger();

  private WrongWriters() {}

  /** Answers something else than the right one does. */
  static UnaryOperator<Writer> answering(BiFunction<Write, WriteOutcome, WriteOutcome> other) {
    return right ->
        (writes, within) -> {
          List<WriteOutcome> outcomes = right.write(writes, within);
          List<WriteOutcome> wrong = new ArrayList<>();
          for (int i = 0; i < writes.size(); i++) {
            wrong.add(other.apply(writes.get(i), outcomes.get(i)));
          }
          return wrong;
        };
  }

  /** Sends something else than it was given. */
  static UnaryOperator<Writer> sending(UnaryOperator<Write> other) {
    return right -> (writes, within) -> right.write(writes.stream().map(other).toList(), within);
  }

  static Write with(Write write, Row fields) {
    return new Write(
        write.id(),
        write.kind(),
        write.key(),
        fields,
        write.precondition(),
        write.repeated(),
        write.since(),
        write.contents());
  }

  static Write on(Write write, Precondition precondition) {
    return new Write(
        write.id(),
        write.kind(),
        write.key(),
        write.fields(),
        precondition,
        write.repeated(),
        write.since(),
        write.contents());
  }

  static Write asNew(Write write) {
    return new Write(
        write.id() + "-" + NEXT.incrementAndGet(),
        write.kind(),
        write.key(),
        write.fields(),
        write.precondition(),
        false,
        write.since(),
        write.contents());
  }

  /** What is repeated alone is known to be. */
  static UnaryOperator<Writer> sendsRepeatsInBatchesAsNew() {
    return right ->
        (writes, within) ->
            right.write(
                writes.size() == 1
                    ? writes
                    : writes.stream()
                        .map(write -> write.repeated() ? asNew(write) : write)
                        .toList(),
                within);
  }

  static UnaryOperator<Writer> reversed() {
    return right ->
        (writes, within) -> {
          List<WriteOutcome> outcomes = new ArrayList<>(right.write(writes, within));
          Collections.reverse(outcomes);
          return outcomes;
        };
  }

  static UnaryOperator<Writer> stopsAtTheFirst() {
    return right ->
        (writes, within) -> {
          List<WriteOutcome> outcomes = new ArrayList<>();
          boolean stopped = false;
          for (Write write : writes) {
            outcomes.add(
                stopped
                    ? new WriteOutcome.NotAttempted()
                    : right.write(List.of(write), within).get(0));
            stopped |= !Writing.isDone(outcomes.get(outcomes.size() - 1));
          }
          return outcomes;
        };
  }

  /** Checks the version, and only then writes, which another writer may do meanwhile. */
  static UnaryOperator<Writer> checksFirst(PointReader reader, CyclicBarrier both) {
    return right ->
        (writes, within) -> {
          List<WriteOutcome> outcomes = new ArrayList<>();
          for (Write write : writes) {
            outcomes.add(
                write.kind() == WriteKind.UPDATE && !write.repeated()
                    ? checked(right, reader, both, write, within)
                    : right.write(List.of(write), within).get(0));
          }
          return outcomes;
        };
  }

  private static WriteOutcome checked(
      Writer right, PointReader reader, CyclicBarrier both, Write write, Duration within) {
    PointRead read = reader.read(List.of(write.key().orElseThrow()), within).get(0);
    meet(both);
    boolean holds =
        read instanceof PointRead.Found found
            && found
                .image()
                .version()
                .map(Precondition.VersionIs::new)
                .equals(Optional.of(write.precondition()));
    Write sent = holds ? on(write, new Precondition.Exists()) : write;
    return right.write(List.of(sent), within).get(0);
  }

  private static void meet(CyclicBarrier both) {
    try {
      both.await(50, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | BrokenBarrierException e) {
      both.reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static UnaryOperator<Writer> writesWhatIsStale() {
    return right ->
        (writes, within) -> {
          List<WriteOutcome> outcomes = right.write(writes, within);
          for (int i = 0; i < writes.size(); i++) {
            if (outcomes.get(i) instanceof WriteOutcome.Stale) {
              right.write(List.of(on(writes.get(i), new Precondition.Exists())), within);
            }
          }
          return outcomes;
        };
  }

  static UnaryOperator<Writer> clearsWhatIsAbsent() {
    return sending(
        write ->
            write.kind() == WriteKind.UPDATE
                ? with(write, Row.of("visits", Value.NULL).with(write.fields()))
                : write);
  }

  static UnaryOperator<Writer> takesOthersWorkForItsOwn() {
    return answering(
        (write, outcome) ->
            outcome instanceof WriteOutcome.Stale stale
                    && stale
                        .current()
                        .filter(now -> Bench.shows(now.row(), write.fields()))
                        .isPresent()
                ? new WriteOutcome.Unchanged(write.key().orElseThrow(), Optional.empty())
                : outcome);
  }

  static UnaryOperator<Writer> throwsOverSecondDeletes() {
    return answering(
        (write, outcome) -> {
          if (write.kind() == WriteKind.DELETE && !(outcome instanceof WriteOutcome.Applied)) {
            throw new AdapterException.Unsupported("it is gone: key=" + write.key());
          }
          return outcome;
        });
  }

  static UnaryOperator<Writer> returnsAnotherKey() {
    return answering(
        (write, outcome) ->
            write.kind() == WriteKind.CREATE && outcome instanceof WriteOutcome.Applied applied
                ? new WriteOutcome.Applied(
                    NativeKey.of(applied.key() + "0"), applied.version(), applied.shown())
                : outcome);
  }

  static UnaryOperator<Writer> cutsText() {
    return sending(
        write -> {
          Row.Builder cut = Row.builder();
          write.fields().forEach((name, value) -> cut.set(name, cut(value)));
          return with(write, cut.build());
        });
  }

  private static Value cut(Value value) {
    return value instanceof Value.Text text && text.value().equals("x".repeat(81))
        ? Value.of(text.value().substring(1))
        : value;
  }

  static UnaryOperator<Writer> returnsAnOldVersion() {
    return answering(
        (write, outcome) ->
            write.kind() == WriteKind.UPDATE && outcome instanceof WriteOutcome.Applied applied
                ? new WriteOutcome.Applied(
                    applied.key(), Optional.of(Version.ordered(1)), applied.shown())
                : outcome);
  }

  static UnaryOperator<Writer> sendsAgainAsNew() {
    return right ->
        (writes, within) -> {
          try {
            return right.write(writes, within);
          } catch (AdapterException.AuthFailed e) {
            right.write(writes.stream().map(WrongWriters::asNew).toList(), within);
            return right.write(writes, within);
          }
        };
  }
}
