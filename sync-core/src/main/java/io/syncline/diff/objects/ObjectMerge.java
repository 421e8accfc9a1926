package io.syncline.diff.objects;

import io.syncline.diff.ChosenWay;
import io.syncline.diff.DiffSummary;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Walks two sides in the order of their keys and compares the objects of a key in place. */
final class ObjectMerge<T> {

  /** After how many steps progress is told and cancellation asked for. */
  private static final int PIECE = 4096;

  private final Items left;
  private final Items right;
  private final ObjectField<T>[] fields;
  private final ObjectChanges<T> changes;
  private final int[] changed;
  private final long[] changedTimes;
  private int l;
  private int r;
  private long inserts;
  private long updates;
  private long deletes;

  @SuppressWarnings("unchecked") // an array of a generic type
  ObjectMerge(Items left, Items right, List<ObjectField<T>> fields, ObjectChanges<T> changes) {
    this.left = left;
    this.right = right;
    this.fields = fields.toArray(ObjectField[]::new);
    this.changes = changes;
    this.changed = new int[fields.size()];
    this.changedTimes = new long[fields.size()];
  }

  DiffSummary run(DiffWatch watch) {
    while (hasMore()) {
      int fromLeft = l;
      int fromRight = r;
      for (int steps = 0; steps < PIECE && hasMore(); steps++) {
        step();
      }
      watch.read(Side.LEFT, l - fromLeft);
      watch.read(Side.RIGHT, r - fromRight);
    }
    return summary();
  }

  private boolean hasMore() {
    return l < left.size() || r < right.size();
  }

  private void step() {
    int order =
        l == left.size() ? 1 : r == right.size() ? -1 : left.keys().compare(l, right.keys(), r);
    if (order < 0) {
      deletes++;
      changes.delete(left.keys(), l, left.get(l));
      l++;
    } else if (order > 0) {
      inserts++;
      changes.insert(right.keys(), r, right.get(r));
      r++;
    } else {
      pair(left.get(l), right.get(r));
      l++;
      r++;
    }
  }

  private void pair(T leftItem, T rightItem) {
    if (leftItem == rightItem) {
      return;
    }
    int count = 0;
    for (int field = 0; field < fields.length; field++) {
      if (!fields[field].equal(leftItem, rightItem)) {
        changed[count++] = field;
        changedTimes[field]++;
      }
    }
    if (count > 0) {
      updates++;
      changes.update(left.keys(), l, leftItem, rightItem, changed, count);
    }
  }

  private DiffSummary summary() {
    Map<String, Long> changedFields = new LinkedHashMap<>();
    for (int field = 0; field < fields.length; field++) {
      if (changedTimes[field] > 0) {
        changedFields.put(fields[field].name(), changedTimes[field]);
      }
    }
    return new DiffSummary(
        left.size(), right.size(), inserts, updates, deletes, changedFields, way());
  }

  private ChosenWay way() {
    String reason =
        left.wereSorted() && right.wereSorted()
            ? "both sides were sorted by key first"
            : left.wereSorted()
                ? "left was sorted by key first"
                : right.wereSorted()
                    ? "right was sorted by key first"
                    : "both sides are in key order";
    return new ChosenWay("objects in place", reason);
  }
}
