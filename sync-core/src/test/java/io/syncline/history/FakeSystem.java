package io.syncline.history;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Observation;
import io.syncline.reconcile.Precondition;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.WriteKind;
import io.syncline.reconcile.WriteResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One system with one record: what it shows, what its users did, and the writes it remembers. */
final class FakeSystem {

  final SystemRules rules;
  final Map<String, Value> shown = new TreeMap<>();
  final Set<Value> edits = new HashSet<>();
  boolean alive;
  boolean checksPreconditions = true;
  int writes;

  private final Map<Long, WriteResult> remembered = new HashMap<>();
  private long time;
  private long version = 1;

  FakeSystem(SystemRules rules) {
    this.rules = rules;
  }

  /** A user's edit; an earlier one that it covers is the user's own business. */
  void edit(String field, Value value, long at) {
    if (!alive) {
      alive = true;
      rules.fields().forEach(each -> shown.put(each, Value.NULL));
    }
    edits.remove(shown.getOrDefault(field, Value.NULL));
    shown.put(field, value);
    edits.add(value);
    time = at;
    version++;
  }

  void delete(long at) {
    alive = false;
    shown.clear();
    edits.clear();
    time = at;
    version++;
  }

  Observation look() {
    Observation look = alive ? Observation.of(Row.of(shown)) : Observation.gone();
    return (alive ? version().map(look::version).orElse(look) : look).timeMicros(time);
  }

  Optional<Version> version() {
    return switch (rules.versions()) {
      case ORDERED -> Optional.of(Version.ordered(version));
      case OPAQUE -> Optional.of(Version.opaque("e" + version));
      case NONE -> Optional.empty();
    };
  }

  /** Does a write whose precondition holds, or tells what it did when the same was sent before. */
  WriteResult write(InFlight write, boolean reports) {
    WriteResult before = remembered.get(write.number());
    if (before != null) {
      return before;
    }
    Optional<WriteResult> refused = refused(write.precondition());
    if (refused.isPresent() && checksPreconditions) {
      return refused.get();
    }
    if (write.kind() != WriteKind.UPDATE) {
      shown.clear();
    }
    alive = write.kind() != WriteKind.DELETE;
    write
        .registers()
        .forEach(
            (name, register) -> {
              if (!name.equals(Registers.LIFE)) {
                Value value = register.value();
                shown.put(name, value.isNull() ? value : rules.shown().show(name, value));
              }
            });
    version++;
    writes++;
    Optional<Row> report = reports && alive ? Optional.of(Row.of(shown)) : Optional.empty();
    WriteResult done = new WriteResult.Applied(alive ? version() : Optional.empty(), report);
    remembered.put(write.number(), done);
    return done;
  }

  private Optional<WriteResult> refused(Precondition precondition) {
    return precondition.match(
        new Precondition.Cases<Optional<WriteResult>>() {
          @Override
          public Optional<WriteResult> token(Precondition.Token wanted) {
            return alive ? unless(version().equals(Optional.of(wanted.version()))) : missing();
          }

          @Override
          public Optional<WriteResult> values(Precondition.Values wanted) {
            Row row = wanted.shown();
            return alive
                ? unless(
                    row.names().stream()
                        .allMatch(
                            name ->
                                row.get(name)
                                    .equals(Optional.of(shown.getOrDefault(name, Value.NULL)))))
                : missing();
          }

          @Override
          public Optional<WriteResult> absent(Precondition.Absent wanted) {
            return alive ? Optional.of(new WriteResult.Duplicate()) : Optional.empty();
          }
        });
  }

  private static Optional<WriteResult> unless(boolean holds) {
    return holds ? Optional.empty() : Optional.of(new WriteResult.Stale());
  }

  private static Optional<WriteResult> missing() {
    return Optional.of(new WriteResult.Missing());
  }
}
