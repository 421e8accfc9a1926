package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Capabilities.Idempotency;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.Image;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a write does. */
final class WriteRules {

  private WriteRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "WR-01",
            "one outcome per write, same order, for 0, 1, max and max+1 writes",
            WriteRules::batchSizes),
        Rule.required(
            "WR-02", "a mixed batch isolates: the good are Applied", WriteRules::isolates),
        Rule.required(
            "WR-05", "absent fields stay untouched, null clears", WriteRules::absentAndNull),
        Rule.required("WR-06", "the same write twice has one effect", WriteRules::oneEffect),
        Rule.required("WR-08", "deleting twice is no error", WriteRules::deletesTwice),
        Rule.optional(
            "WR-09", "a server-assigned key is returned and reads back", WriteRules::assignedKey),
        Rule.required(
            "WR-10",
            "a value outside the limits is Rejected with its field: never truncated, never \"?\"",
            WriteRules::outsideLimits),
        Rule.required(
            "WR-11", "the version returned equals the one read", WriteRules::versionReturned),
        Rule.optional(
            "WR-13", "an atomic batch leaves nothing on failure", WriteRules::atomicBatch));
  }

  private static void batchSizes(Bench bench) {
    Writing writing = bench.writing();
    assertThat(writing.send(List.of())).as("no write has no outcome").isEmpty();
    int most = bench.capabilities().maxBatchRows();
    for (int size : List.of(1, most, most + 1)) {
      List<Row> rows = bench.fresh(size);
      List<WriteOutcome> outcomes = writing.send(rows.stream().map(writing::create).toList());
      Map<NativeKey, Row> made = bench.raw();
      for (int i = 0; i < size; i++) {
        WriteOutcome outcome = outcomes.get(i);
        if (outcome instanceof WriteOutcome.Applied applied) {
          Bench.assertShows(
              made.getOrDefault(applied.key(), Row.empty()),
              rows.get(i),
              "outcome " + i + " of " + size + " must be that of write " + i);
        } else {
          assertThat(outcome)
              .as("a good write is Applied, or NotAttempted beyond maxBatchRows=%s", most)
              .isEqualTo(new WriteOutcome.NotAttempted());
          assertThat(size).as("NotAttempted within maxBatchRows").isGreaterThan(most);
        }
      }
    }
  }

  private static void isolates(Bench bench) {
    Skipped.unless(!bench.capabilities().atomicBatch(), "batches of the dataset are atomic");
    Writing writing = bench.writing();
    NativeKey first = bench.created();
    NativeKey gone = bench.created();
    NativeKey last = bench.created();
    Row edit = bench.edit();
    Write lost = writing.update(gone, edit);
    bench.behind().delete(gone);

    List<WriteOutcome> outcomes =
        writing.send(List.of(writing.update(first, edit), lost, writing.update(last, edit)));

    assertThat(outcomes.get(1))
        .as("an update of what is gone must be Missing or Stale")
        .isInstanceOfAny(WriteOutcome.Missing.class, WriteOutcome.Stale.class);
    assertThat(List.of(outcomes.get(0), outcomes.get(2)))
        .as("the good writes beside a bad one must be Applied")
        .allSatisfy(each -> assertThat(each).isInstanceOf(WriteOutcome.Applied.class));
    for (NativeKey key : List.of(first, last)) {
      Bench.assertShows(bench.raw(key), edit, "a good write beside a bad one must be done");
    }
  }

  private static void absentAndNull(Bench bench) {
    Writing writing = bench.writing();
    Row row = bench.fresh();
    NativeKey key = bench.behind().create(row);
    Row edit = bench.edit();

    writing.apply(writing.update(key, edit));
    Bench.assertShows(bench.raw(key), row.with(edit), "fields that a write leaves out must stay");

    Optional<NativeField> nullable =
        bench.fields().stream().filter(NativeField::nullable).findFirst();
    if (nullable.isEmpty()) {
      bench.untried("null, since no field is nullable");
      return;
    }
    Row cleared = Row.of(nullable.get().name(), Value.NULL);
    writing.apply(writing.update(key, cleared));
    assertThat(bench.raw(key).get(nullable.get().name()).orElse(Value.NULL))
        .as("null must clear the field %s", nullable.get().name())
        .isEqualTo(Value.NULL);
  }

  private static void oneEffect(Bench bench) {
    Writing writing = bench.writing();
    NativeKey key = bench.created();
    Write update = writing.update(key, bench.edit());
    writing.apply(update);
    WriteOutcome repeat = writing.send(Writing.again(update));
    Bench.assertShows(bench.raw(key), update.fields(), "a repeat must not undo the write");
    boolean declared = bench.capabilities().idempotency() != Idempotency.NONE;
    assertThat(Writing.isDone(repeat) || (!declared && repeat instanceof WriteOutcome.Stale))
        .as("a repeat of what was done must be Applied or Unchanged: %s", repeat)
        .isTrue();
    if (!declared) {
      bench.untried("a repeated create, since idempotency=NONE");
      return;
    }
    Row row = bench.fresh();
    Write create = writing.create(row);
    writing.apply(create);
    WriteOutcome again = writing.send(Writing.again(create));
    assertThat(bench.behind().count(row))
        .as("a create that was sent twice must make one record; the repeat answered %s", again)
        .isEqualTo(1);
  }

  private static void deletesTwice(Bench bench) {
    Writing writing = bench.writing();
    NativeKey key = bench.created();
    Write delete = writing.delete(key);
    writing.apply(delete);
    assertThat(bench.image(key)).as("what was deleted must be gone").isEmpty();

    WriteOutcome repeat = writing.send(Writing.again(delete));
    Write other =
        new Write(
            delete.id() + "b",
            delete.kind(),
            delete.key(),
            delete.fields(),
            delete.precondition(),
            false);
    WriteOutcome second = writing.send(other);

    assertThat(Writing.isDone(repeat) || repeat instanceof WriteOutcome.Missing)
        .as("a delete that was sent twice must be done or Missing: %s", repeat)
        .isTrue();
    assertThat(Writing.isDone(second) || second instanceof WriteOutcome.Missing)
        .as("a delete of what is gone must be Missing or done: %s", second)
        .isTrue();
  }

  private static void assignedKey(Bench bench) {
    Skipped.unless(bench.capabilities().keysAssigned(), "callers give the keys");
    Writing writing = bench.writing();
    Row row = bench.fresh();

    WriteOutcome.Applied applied = writing.apply(writing.create(row));

    assertThat(bench.raw())
        .as("the key returned must be that of the new record")
        .containsKey(applied.key());
    Bench.assertShows(
        bench.there(applied.key()).row(), row, "the key returned must read the new record");
  }

  private static void outsideLimits(Bench bench) {
    Writing writing = bench.writing();
    List<Row> beyond = new ArrayList<>();
    for (NativeField field : bench.fields()) {
      Samples.beyond(field.type()).forEach(value -> beyond.add(Row.of(field.name(), value)));
    }
    Skipped.unless(!beyond.isEmpty(), "no field is described with a limit");
    for (Row values : beyond) {
      NativeKey key = bench.created();
      Row before = bench.raw(key);
      String field = values.names().get(0);

      WriteOutcome outcome = writing.send(writing.update(key, values));

      assertThat(outcome)
          .as("a value outside the limits of %s must be Rejected", field)
          .isInstanceOf(WriteOutcome.Rejected.class);
      assertThat(((WriteOutcome.Rejected) outcome).errors())
          .as("the field must be named: %s", outcome)
          .anyMatch(error -> error.field().equals(field));
      assertThat(bench.raw(key)).as("what is Rejected must not be written").isEqualTo(before);
    }
  }

  private static void versionReturned(Bench bench) {
    Writing writing = bench.writing();
    NativeKey key = bench.created();
    WriteOutcome.Applied applied = writing.apply(writing.update(key, bench.edit()));
    Skipped.unless(applied.version().isPresent(), "writes tell no version");

    Optional<Version> read =
        bench.eventually(
            () -> bench.image(key).flatMap(Image::version), each -> each.equals(applied.version()));

    assertThat(read)
        .as("the version that a write returned must be the one that is read after it")
        .isEqualTo(applied.version());
    if (applied.shown().isPresent()) {
      Bench.assertShows(bench.raw(key), applied.shown().get(), "what a write shows must be stored");
    }
  }

  private static void atomicBatch(Bench bench) {
    Skipped.unless(bench.capabilities().atomicBatch(), "batches are not declared atomic");
    Writing writing = bench.writing();
    NativeKey good = bench.created();
    NativeKey gone = bench.created();
    Row before = bench.raw(good);
    Row edit = bench.edit();
    Write lost = writing.update(gone, edit);
    bench.behind().delete(gone);

    List<WriteOutcome> outcomes = writing.send(List.of(writing.update(good, edit), lost));

    assertThat(outcomes)
        .as("nothing of a batch that failed may be reported as done")
        .noneMatch(Writing::isDone);
    assertThat(bench.raw(good))
        .as("nothing of a batch that failed may be written")
        .isEqualTo(before);
  }
}
