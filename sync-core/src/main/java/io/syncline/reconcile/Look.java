package io.syncline.reconcile;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.DeleteResolution;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.version.Stamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One observation of one system in the making of a step: what the smaller rules work on. */
final class Look {

  private static final String REASON = "the system was restored or swapped";
  private static final ConflictPolicy REWOUND = conflict -> Resolution.hold(REASON);

  final Draft draft;
  final Rules rules;
  final SystemId system;
  final HoldingDraft holding;
  final Optional<Row> row;
  final OptionalLong timeMicros;
  private final Sight sight;

  /** What an image of the system is to the agreed values. */
  enum Sight {
    /** The system goes on from what it held. */
    ONWARD,
    /** The system was restored or swapped: it never saw what it is believed to hold. */
    REWOUND
  }

  Look(Draft draft, SystemId system, Observation observation, Sight sight) {
    this.sight = sight;
    this.draft = draft;
    this.rules = draft.rules;
    this.system = system;
    this.holding = draft.holding(system);
    this.row = observation.row().map(shown -> mapped(rules, system, shown));
    this.timeMicros = observation.timeMicros();
  }

  private static Row mapped(Rules rules, SystemId system, Row row) {
    List<String> names = row.names();
    for (int i = 0; i < names.size(); i++) {
      if (!rules.isMapped(system, names.get(i))) {
        return row.only(new HashSet<>(rules.system(system).fields()));
      }
    }
    return row;
  }

  boolean isRewound() {
    return sight == Sight.REWOUND;
  }

  /** The policy to ask: of a system that was rewound, nothing is taken or written over unseen. */
  ConflictPolicy deciding(ConflictPolicy usual) {
    return isRewound() ? REWOUND : usual;
  }

  DeletePolicy decidingDeletes(DeletePolicy usual) {
    return isRewound() ? conflict -> new DeleteResolution.Hold(REASON) : usual;
  }

  boolean alive() {
    return row.isPresent();
  }

  /** The fields it shows; none where the record is gone. */
  List<String> names() {
    return row.map(Row::names).orElse(List.of());
  }

  Set<String> nameSet() {
    return Set.copyOf(names());
  }

  boolean shows(String field) {
    return row.isPresent() && row.get().has(field);
  }

  Value value(String field) {
    return row.flatMap(shown -> shown.get(field))
        .orElseThrow(() -> new IllegalArgumentException("must be shown: field=" + field));
  }

  /** The stamp of an edit that the system made on the value it showed under {@code below}. */
  Stamp stampOn(Stamp below) {
    return Stamps.editOn(below, timeMicros, system);
  }

  Stamp stamp() {
    return Stamps.edit(timeMicros, system);
  }

  /** The fields that show another value than the system was believed to show. */
  List<String> changed() {
    if (row.isEmpty()) {
      return List.of();
    }
    Differences differences = new Differences(holding.registers());
    row.get().forEach(differences::compare);
    return differences.found;
  }

  /** Whether it shows anything but what the system was believed to show. */
  boolean differs() {
    return alive() != holding.alive() || !changed().isEmpty();
  }

  private static final class Differences {

    private final Registers registers;
    private List<String> found = List.of();
    private int expected;

    Differences(Registers registers) {
      this.registers = registers;
    }

    void compare(String name, Value value) {
      int at = registers.indexOf(name, expected);
      expected = at + 1;
      if (at < 0 || !registers.at(at).value().equals(value)) {
        if (found.isEmpty()) {
          found = new ArrayList<>(4);
        }
        found.add(name);
      }
    }
  }
}
