package io.syncline.testkit.contract;

import io.syncline.model.FieldType;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.Edit;
import io.syncline.reconcile.policy.FieldConflict;
import io.syncline.testkit.values.SampleValues;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Edits of one field by three systems, and conflicts between them, by chance. */
final class SampleConflicts {

  private static final List<SystemId> SYSTEMS =
      List.of(new SystemId("crm"), new SystemId("erp"), new SystemId("shop"));
  private static final int MOST_COUNTED = 4;

  private final FieldType type;
  private final SampleValues values;
  private final RandomGenerator random;

  SampleConflicts(FieldType type, long seed) {
    this.type = type;
    this.values = SampleValues.of(type);
    this.random = new SplittableRandom(seed);
  }

  List<FieldConflict> conflicts(int count) {
    List<FieldConflict> conflicts = new ArrayList<>();
    while (conflicts.size() < count) {
      List<Edit> edits = edits();
      Optional<Value> base = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value());
      conflicts.add(conflict(base, edits.get(0), edits.get(1)));
    }
    return conflicts;
  }

  /** One edit of each system, in any order, with times that are often the same. */
  List<Edit> edits() {
    List<SystemId> systems = new ArrayList<>(SYSTEMS);
    Collections.shuffle(systems, new Random(random.nextLong()));
    List<Edit> edits = new ArrayList<>();
    for (SystemId system : systems) {
      Value value = !edits.isEmpty() && random.nextInt(6) == 0 ? edits.get(0).value() : value();
      Stamp stamp = new Stamp(random.nextInt(3), random.nextInt(2), system);
      edits.add(new Edit(value, new Dot(system, 1 + random.nextInt(MOST_COUNTED)), stamp));
    }
    return edits;
  }

  /** An edit that {@code system} made on the value of another. */
  Edit madeOn(Edit other, SystemId system) {
    Stamp stamp = new Stamp(other.stamp().timeMicros(), other.stamp().n() + 1, system);
    return new Edit(value(), new Dot(system, other.dot().counter() + 1), stamp);
  }

  FieldConflict conflict(Optional<Value> base, Edit head, Edit incoming) {
    return new FieldConflict("field", type, base, head, incoming);
  }

  private Value value() {
    return random.nextInt(8) == 0 ? Value.NULL : values.draw(random);
  }

  static String text(FieldConflict conflict) {
    return "base="
        + conflict.base().map(Value::toString).orElse("none")
        + (" head=" + text(conflict.head()))
        + (" incoming=" + text(conflict.incoming()));
  }

  private static String text(Edit edit) {
    return edit.value() + " (" + edit.stamp() + ")";
  }
}
