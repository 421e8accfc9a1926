package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.util.List;
import java.util.Optional;

/** Writes through the adapter. */
final class Writing {

  private final Bench bench;
  private final Writer writer;

  Writing(Bench bench) {
    this.bench = bench;
    this.writer = bench.writer();
  }

  Write create(Row fields) {
    can(WriteKind.CREATE);
    return new Write(
        id(), WriteKind.CREATE, Optional.empty(), fields, new Precondition.Absent(), false);
  }

  /** An update on the condition that the record is as the adapter shows it now. */
  Write update(NativeKey key, Row fields) {
    return update(key, fields, bench.unchanged(bench.there(key)));
  }

  Write update(NativeKey key, Row fields, Precondition precondition) {
    can(WriteKind.UPDATE);
    return new Write(id(), WriteKind.UPDATE, Optional.of(key), fields, precondition, false);
  }

  Write delete(NativeKey key) {
    can(WriteKind.DELETE);
    return new Write(
        id(),
        WriteKind.DELETE,
        Optional.of(key),
        Row.empty(),
        bench.unchanged(bench.there(key)),
        false);
  }

  /** A repeat that comes as soon as it can: its id is known still. */
  static Write again(Write write) {
    Write again =
        new Write(
            write.id(), write.kind(), write.key(), write.fields(), write.precondition(), true);
    return again.since(SystemClock.get().instant());
  }

  private void can(WriteKind kind) {
    Skipped.unless(
        bench.capabilities().writes().contains(kind), "the dataset takes no " + kind + " writes");
  }

  private String id() {
    return "w" + bench.next() + "-" + bench.behind().mark();
  }

  /** One outcome per write, or the rule is broken. */
  List<WriteOutcome> send(List<Write> writes) {
    List<WriteOutcome> outcomes = writer.write(writes, bench.limits().call());
    bench.behind().changed();
    assertThat(outcomes).as("there must be exactly one outcome per write").hasSameSizeAs(writes);
    outcomes.forEach(
        outcome -> {
          if (outcome instanceof WriteOutcome.Applied applied) {
            bench.behind().own(applied.key());
          }
        });
    return outcomes;
  }

  WriteOutcome send(Write write) {
    return send(List.of(write)).get(0);
  }

  /** The write must be done. */
  WriteOutcome.Applied apply(Write write) {
    WriteOutcome outcome = send(write);
    assertThat(outcome)
        .as("a good write must be Applied: %s", write)
        .isInstanceOf(WriteOutcome.Applied.class);
    return (WriteOutcome.Applied) outcome;
  }

  static boolean isDone(WriteOutcome outcome) {
    return outcome instanceof WriteOutcome.Applied || outcome instanceof WriteOutcome.Unchanged;
  }
}
