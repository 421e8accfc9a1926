package io.syncline.diff;

import io.syncline.packed.PackedField;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.Slab;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what passes through. */
final class CountingSink implements ChangeSink {

  private final PackedSchema schema;
  private final Unpacking unpacking;
  private final ChangeSink next;
  private final long[] changedTimes;
  private long inserts;
  private long updates;
  private long deletes;

  CountingSink(PackedSchema schema, ChangeSink next) {
    this.schema = schema;
    this.unpacking = new Unpacking(schema);
    this.next = next;
    this.changedTimes = new long[schema.fields().size()];
  }

  /** Takes everything, also again. */
  static ChangeSink end() {
    return new ChangeSink() {
      @Override
      public void change(ChangeKind kind, Slab left, int l, Slab right, int r, long fields) {}

      @Override
      public void restart(OutOfOrder broken) {}
    };
  }

  @Override
  public void change(ChangeKind kind, Slab left, int l, Slab right, int r, long fields) {
    switch (kind) {
      case INSERT -> inserts++;
      case DELETE -> deletes++;
      case UPDATE -> {
        updates++;
        unpacking.eachField(left, l, right, r, fields, field -> changedTimes[field]++);
      }
    }
    next.change(kind, left, l, right, r, fields);
  }

  @Override
  public void restart(OutOfOrder broken) {
    next.restart(broken);
    inserts = 0;
    updates = 0;
    deletes = 0;
    Arrays.fill(changedTimes, 0);
  }

  DiffSummary summary(DiffWatch watch, ChosenWay way) {
    Map<String, Long> changedFields = new LinkedHashMap<>();
    int i = 0;
    for (PackedField field : schema.fields()) {
      long times = changedTimes[i++];
      if (times > 0) {
        changedFields.put(field.name(), times);
      }
    }
    return new DiffSummary(
        watch.rows(Side.LEFT),
        watch.rows(Side.RIGHT),
        inserts,
        updates,
        deletes,
        changedFields,
        way);
  }
}
