package io.syncline.engine;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSchema;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.SchemaReader;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notices that a dataset's fields are no longer what they were: cut shorter, of another type,
 * renamed. What is read then may be wrong, and what is written refused or cut, so the system is
 * left out until a person has looked. Only fields that are mapped count, and only where the adapter
 * can describe them.
 */
final class Schemas {

  /** The one note of a flow. */
  private static final String SUBJECT = "schema";

  private final List<SyncEntity> entities;
  private final RunContext run;

  Schemas(List<SyncEntity> entities, RunContext run) {
    this.entities = entities;
    this.run = run;
  }

  /** Asks every dataset once; the systems that changed, with what changed. */
  SortedMap<SystemId, String> check() {
    SortedMap<SystemId, String> changed = new TreeMap<>();
    for (SyncEntity entity : entities) {
      for (Flow flow : entity.flows().values()) {
        check(entity, flow)
            .ifPresent(
                what ->
                    changed.merge(
                        flow.system(),
                        "SchemaChanged: " + what,
                        (one, other) -> one + "; " + other));
      }
    }
    return changed;
  }

  /** Empty also where the dataset does not answer: the run will say so. */
  private Optional<String> check(SyncEntity entity, Flow flow) {
    Optional<SchemaReader> reader = flow.dataset().schemaReader();
    FlowName name = new FlowName(entity.name(), flow.system());
    if (reader.isEmpty() || run.admission().notRead(name).isPresent()) {
      return Optional.empty();
    }
    try {
      DatasetSchema now =
          run.read(entity, flow, Phase.BEGIN, () -> reader.get().describe(run.limits().call()));
      Row described = described(now);
      return run.transactions()
          .call(transaction -> compare(transaction, entity, flow, described))
          .map(what -> flow.dataset().spec().name() + ": " + what);
    } catch (AdapterException.SchemaChanged e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (AdapterException | HeldBack e) {
      return Optional.empty();
    }
  }

  /** What the mapping names anew is remembered, what it names no more is forgotten. */
  private Optional<String> compare(
      StoreTransaction transaction, SyncEntity entity, Flow flow, Row now) {
    Optional<Row> before = known(transaction, entity, flow.system());
    List<String> differences = before.map(known -> differences(flow, known, now)).orElse(List.of());
    if (!differences.isEmpty()) {
      return Optional.of(String.join(", ", differences));
    }
    if (!before.equals(Optional.of(now))) {
      Note note = new Note(NoteKind.SCHEMA, SUBJECT, now, run.clock().instant());
      transaction.note(entity.name(), flow.system(), List.of(note));
    }
    return Optional.empty();
  }

  private static Optional<Row> known(StoreView view, SyncEntity entity, SystemId system) {
    return view.note(entity.name(), system, NoteKind.SCHEMA, SUBJECT).map(Note::content);
  }

  /** From the next run on, the fields are right as they are then. */
  static void accept(StoreTransaction transaction, SyncEntity entity, SystemId system) {
    transaction.forget(entity.name(), system, NoteKind.SCHEMA, List.of(SUBJECT));
  }

  private static Row described(DatasetSchema schema) {
    Row.Builder row = Row.builder();
    schema.fields().forEach(field -> row.set(field.name(), Value.of(text(field))));
    return row.build();
  }

  private static String text(NativeField field) {
    return field.type()
        + (field.nullable() ? "" : " not null")
        + (field.keyPart() ? " key" : "")
        + (field.readOnly() ? " read only" : "");
  }

  private static List<String> differences(Flow flow, Row before, Row now) {
    List<String> found = new ArrayList<>();
    before.forEach(
        (name, was) -> {
          Optional<Value> is = now.get(name);
          if (is.isEmpty() && isMapped(flow, name)) {
            found.add(name + " is gone");
          } else if (is.isPresent() && !is.get().equals(was)) {
            found.add(name + " was " + was + " and is " + is.get());
          }
        });
    return found;
  }

  private static boolean isMapped(Flow flow, String nativeField) {
    return flow.mapping().fields().stream()
        .anyMatch(field -> field.nativeField().equals(nativeField));
  }
}
